import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { EVENTS } from "./events";

const migrations = path.resolve(import.meta.dirname, "../supabase/migrations");
const sql = readdirSync(migrations)
  .map((file) => readFileSync(path.join(migrations, file), "utf8"))
  .join("\n");

/** First arguments of every private.emit_event call: name and entity type; `'a/b.' || v_state` names all that start so. */
const raised = [...sql.matchAll(/emit_event\(\s*[\w.]+,\s*'([a-z_/.]+)'(\s*\|\|\s*\w+)?,\s*'(\w+)'/g)].map(
  ([, name = "", rest, entity = ""]) => ({ name, open: Boolean(rest), entity }),
);

const matches = (event: (typeof raised)[number], name: string) =>
  event.open ? name.startsWith(event.name) : name === event.name;

it("names every event that SQL raises, with its entity", () => {
  expect(raised.length).toBeGreaterThan(5);
  const unknown = raised.filter(
    (event) => !Object.entries(EVENTS).some(([name, { entity }]) => matches(event, name) && entity === event.entity),
  );
  expect(unknown).toEqual([]);
});

it("names no event that nothing raises", () => {
  expect(Object.keys(EVENTS).filter((name) => !raised.some((event) => matches(event, name)))).toEqual([]);
});
