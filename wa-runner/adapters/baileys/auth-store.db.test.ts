/** What the client's keys do when the database is away; with it, session.db.test.ts and the others use them all the time. */
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { SystemDb } from "@/lib/db/clients";
import { openServiceSql } from "@/testing/db";
import { makeShop } from "@/testing/shop";
import { openAuthStore } from "@/wa-runner/adapters/baileys/auth-store";
import { dbOf } from "@/wa-runner/holding";
import type { ChannelRef } from "@/wa-runner/ports";

const sql = openServiceSql();
let channel: ChannelRef;
/** How many of the next questions find nobody. */
let away = 0;
let db: SystemDb;

beforeAll(async () => {
  const shop = await makeShop(sql);
  const [row] = await sql<{ id: string }[]>`select id from public.channels where tenant_id = ${shop.tenantId}`;
  channel = { tenantId: shop.tenantId, channelId: row?.id ?? "", address: null, epoch: 1 };
  await sql`
    insert into private.wa_leases (channel_id, tenant_id, owner, epoch, lease_until)
    values (${channel.channelId}, ${shop.tenantId}, ${channel.channelId}, 1, now() + interval '1 hour')`;
  const real = dbOf(channel);
  db = new Proxy(real, {
    get(target, name) {
      if (name !== "rpc") return Reflect.get(target, name, target);
      return (...question: Parameters<SystemDb["rpc"]>) => {
        if (away === 0) return target.rpc(...question);
        away -= 1;
        return Promise.resolve({ data: null, error: { code: "57P01", message: "away" } });
      };
    },
  });
});

afterAll(() => sql.end({ timeout: 1 }));

it("waits for a database that comes back", async () => {
  const store = await openAuthStore(channel, db, () => undefined);
  store.onUnavailable = vi.fn();
  away = 2;
  await store.keys.set({ "lid-mapping": { "60123": "111" } });
  const fresh = await openAuthStore(channel, db, () => undefined);
  away = 2;
  expect(await fresh.keys.get("lid-mapping", ["60123"])).toEqual({ "60123": "111" });
  expect(store.onUnavailable).not.toHaveBeenCalled();
});

it("ends the connection before the client hears that a key is not there, as it would refuse the message", async () => {
  const store = await openAuthStore(channel, db, () => undefined);
  const order: string[] = [];
  store.onUnavailable = () => void order.push("connection");
  away = 100;
  const refused = (work: Promise<unknown>) => work.then(undefined, () => order.push("client"));
  await refused(Promise.resolve(store.keys.get("lid-mapping", ["60999"])));
  expect(order).toEqual(["connection", "client"]);
  await refused(Promise.resolve(store.keys.set({ "lid-mapping": { "60999": "222" } })));
  away = 0;
  expect(order).toEqual(["connection", "client", "connection", "client"]);
});
