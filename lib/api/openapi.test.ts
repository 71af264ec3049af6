import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { openApiDocument } from "./openapi";

const root = path.resolve(import.meta.dirname, "../../app/api/v1");
const paths = z.record(z.string(), z.record(z.string(), z.unknown())).parse(openApiDocument()["paths"]);

/** Every handler there is, as `get /api/v1/orders/{id}`, read from the file system. */
const handlers = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "route.ts")
  .flatMap((file) => {
    const address = `/api/v1/${path.dirname(file)}`.replaceAll(/\[(\w+)\]/g, "{$1}");
    const methods = readFileSync(path.join(root, file), "utf8").matchAll(
      /export (?:const|function|async function) ([A-Z]+)\b/g,
    );
    return [...methods].map(([, method = ""]) => `${method.toLowerCase()} ${address}`);
  });

it("every handler has its operation, and every operation its handler", () => {
  const described = Object.entries(paths).flatMap(([address, operations]) =>
    Object.keys(operations).map((method) => `${method} ${address}`),
  );
  expect(handlers.length).toBe(14);
  expect(described.sort()).toEqual(handlers.sort());
});

it("every reference leads somewhere, and no word of it is undefined", () => {
  const text = JSON.stringify(openApiDocument());
  const schemas = z
    .object({ schemas: z.record(z.string(), z.unknown()) })
    .parse(openApiDocument()["components"]).schemas;
  const named = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name = ""]) => name);
  expect(new Set(named).size).toBeGreaterThan(10);
  expect(named.filter((name) => !(name in schemas))).toEqual([]);
  expect(Object.keys(schemas).filter((name) => !named.includes(name))).toEqual([]);
});

it("what a request may hold is closed: unknown fields are refused", () => {
  const open: string[] = [];
  const walk = (value: unknown, at: string): void => {
    if (typeof value !== "object" || value === null) return;
    if ("type" in value && value.type === "object" && !("additionalProperties" in value)) open.push(at);
    for (const [key, part] of Object.entries(value)) walk(part, `${at}/${key}`);
  };
  walk(openApiDocument()["components"], "");
  expect(open).toEqual([]);
});
