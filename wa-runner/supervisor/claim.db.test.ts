/** Which numbers the database lends to whom, in a transaction that is undone: other tests have runners and numbers too. */
import { afterAll, expect, it } from "vitest";
import { openServiceSql } from "@/testing/db";
import { makeShop } from "@/testing/shop";

const sql = openServiceSql(2);
afterAll(() => sql.end({ timeout: 1 }));

it("lends what a dead process held to whoever asks, though another runner is alive, and what was handed over to the other first", async () => {
  const shop = await makeShop(sql);
  const undone = new Error("undone");
  const done = sql.begin(async (tx) => {
    await tx`update public.channels set is_active = false where tenant_id <> ${shop.tenantId}`;
    await tx`delete from private.wa_runners`;
    const claim = async (runner: string) =>
      (await tx`select channel_id from private.claim_channels(${runner}, 5)`).length;
    await tx`insert into private.wa_runners (name) values ('other')`;
    expect(await claim("one")).toBe(1);
    // It died and begins again under its name, while the other lives.
    await tx`select private.enter_runner('one')`;
    expect(await claim("one")).toBe(1);
    await tx`select private.release_channels('one', array(select id from public.channels where tenant_id = ${shop.tenantId}))`;
    expect(await claim("one")).toBe(0);
    expect(await claim("other")).toBe(1);
    throw undone;
  });
  await expect(done).rejects.toBe(undone);
});
