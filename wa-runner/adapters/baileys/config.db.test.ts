import { expect, it } from "vitest";
import { serviceDb } from "@/lib/db/service";
import { openServiceSql } from "@/testing/db";
import { baileysConfig } from "@/wa-runner/adapters/baileys/config";

const sql = openServiceSql();

it("which version of WhatsApp Web linked phones say they are is changed while runners run, from the next connection on", async () => {
  const set = (value: string) => sql`
    insert into private.platform_settings (name, value) values ('wa_web_version', ${value})
    on conflict (name) do update set value = excluded.value`;
  const service = serviceDb();
  try {
    await set("2.3000.1099999999");
    expect((await baileysConfig(service)).version).toEqual([2, 3000, 1_099_999_999]);
    await set("2.3000.1100000000");
    expect((await baileysConfig(service)).version).toEqual([2, 3000, 1_100_000_000]);
  } finally {
    await sql`delete from private.platform_settings where name = 'wa_web_version'`;
  }
  expect((await baileysConfig(service)).version).toBeUndefined();
});
