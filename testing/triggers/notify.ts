/**
 * Probes for the triggers that tell open screens. Postgres delivers a notification only when its transaction commits, so these
 * work in committed transactions: a copy of a row is made and changed, and what was heard in between is compared.
 */
import { randomUUID } from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import { z } from "zod";
import { attempt, demand } from "./attempt";
import type { Catalog, Trigger } from "./catalog";
import { changeRow, deleteRow, freeColumns, freshRow, type Row, rowsOf, updateRow } from "./rows";

const CHANNEL = "voltura";
const PATIENCE_MS = 10_000;
const newsSchema = z.object({ tenant: z.string().nullable(), topic: z.string(), id: z.string().nullable() });
type News = z.infer<typeof newsSchema>;

export interface Ear {
  /** What was told while the work committed. */
  heard<T>(work: (tx: TransactionSql) => Promise<T>): Promise<{ value: T; news: News[] }>;
  close(): Promise<void>;
}

/** Notifications come in the order of the commits: one of our own, sent last, says that all others are in. */
export async function listen(sql: Sql): Promise<Ear> {
  let buffer: string[] = [];
  let onMark: ((mark: string) => void) | undefined;
  const { unlisten } = await sql.listen(CHANNEL, (payload) => {
    if (payload.startsWith("mark:")) onMark?.(payload);
    else buffer.push(payload);
  });
  return {
    async heard(work) {
      buffer = [];
      const done = await sql.begin(async (tx) => ({ value: await work(tx) }));
      const mark = `mark:${randomUUID()}`;
      await new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error("the listening connection heard nothing")), PATIENCE_MS);
        onMark = (payload) => {
          if (payload !== mark) return;
          clearTimeout(late);
          resolve();
        };
        sql`select pg_notify(${CHANNEL}, ${mark})`.catch(reject);
      });
      return { value: done.value, news: buffer.map((payload) => newsSchema.parse(JSON.parse(payload))) };
    },
    close: unlisten,
  };
}

export type LiveProbe = (ear: Ear, catalog: Catalog, trigger: Trigger) => Promise<void>;

const demandNews = (news: News[], wanted: News, what: string): void =>
  demand(
    news.some((told) => told.topic === wanted.topic && told.id === wanted.id && told.tenant === wanted.tenant),
    `${what}: nobody was told ${JSON.stringify(wanted)}`,
  );

const text = (value: unknown): string | null =>
  typeof value === "string" || typeof value === "number" ? String(value) : null;

/** Insert, change and delete of a row, each told once committed; `wanted` says what about a row must be heard. */
async function tellsOf(ear: Ear, catalog: Catalog, trigger: Trigger, wanted: (row: Row) => News): Promise<void> {
  const table = catalog.table(trigger.table);
  const made = await ear.heard((tx) => freshRow(tx, catalog, trigger.table));
  let row = made.value;
  if (trigger.onInsert) demandNews(made.news, wanted(row), "insert");
  if (trigger.onUpdate) {
    const changed = await ear.heard((tx) => changeRow(tx, table, row, freeColumns(table, trigger.ofColumns)));
    demand("after" in changed.value, `no column of ${trigger.table} could be changed`);
    row = changed.value.after;
    demandNews(changed.news, wanted(row), "update");
  }
  if (trigger.onDelete) {
    const gone = await ear.heard((tx) => attempt(tx, (inner) => deleteRow(inner, table, row)));
    if (gone.value.ok && gone.value.value > 0) demandNews(gone.news, wanted(row), "delete");
  }
}

const notifyChange: LiveProbe = (ear, catalog, trigger) => {
  const [topic = "", column = "id"] = trigger.args;
  return tellsOf(ear, catalog, trigger, (row) => ({
    tenant: text(row["tenant_id"]),
    topic,
    id: text(row[column]) ?? text(row["id"]),
  }));
};

const notifyPerson: LiveProbe = (ear, catalog, trigger) =>
  tellsOf(ear, catalog, trigger, (row) => ({
    tenant: text(row["tenant_id"]),
    topic: "person",
    id: text(row["user_id"]),
  }));

/** Somebody who goes to another tenant: the streams he has open in the first one hear of it. */
const peopleLive: LiveProbe = async (ear, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const { value } = await ear.heard(async (tx) => {
    const [first, second] = await rowsOf(tx, "public.tenants", "true", 2);
    demand(first !== undefined && second !== undefined, "two tenants are needed");
    const person = await freshRow(tx, catalog, trigger.table, {
      active_tenant_id: first["id"],
      active_outlet_id: null,
    });
    return { person, from: text(first["id"]), to: second["id"] };
  });
  const { news } = await ear.heard((tx) => updateRow(tx, table, value.person, { active_tenant_id: value.to }));
  demandNews(news, { tenant: value.from, topic: "person", id: text(value.person["user_id"]) }, "update");
};

/** A shift changes once, when it is closed. */
const shiftsLive: LiveProbe = async (ear, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const { value: shift, news: opened } = await ear.heard(async (tx) => {
    const outlet = await freshRow(tx, catalog, "public.outlets");
    const { tenant_id, id: outlet_id } = outlet;
    return freshRow(tx, catalog, trigger.table, { tenant_id, outlet_id, closed_at: null, closed_by: null });
  });
  const told = { tenant: text(shift["tenant_id"]), topic: trigger.args[0] ?? "", id: text(shift["id"]) };
  demandNews(opened, told, "insert");
  const { news: closed } = await ear.heard((tx) =>
    updateRow(tx, table, shift, { closed_at: "2026-01-01T00:00:00Z", closed_by: "probe" }),
  );
  demandNews(closed, told, "update");
};

/** By "table.trigger" first, else by the trigger's function. */
export const LIVE_PROBES: Record<string, LiveProbe> = {
  notify_change: notifyChange,
  notify_person: notifyPerson,
  "public.people.people_live": peopleLive,
  "public.shifts.shifts_live": shiftsLive,
};
