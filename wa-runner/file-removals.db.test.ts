import { expect, it } from "vitest";
import { log } from "@/lib/core/log";
import { serviceDb } from "@/lib/db/service";
import { readStored } from "@/lib/media/store";
import { knownPerson } from "@/lib/privacy/test-person";
import { openServiceSql } from "@/testing/db";
import { removeErasedFiles } from "./file-removals";

const sql = openServiceSql();

it("files taken out of the books leave Storage, and only those", async () => {
  const { desk, files, owner } = await knownPerson(sql);
  const [gone = "", stays = ""] = files;
  await sql`insert into private.file_removals (tenant_id, path) values (${desk.shop.tenantId}, ${gone})`;
  expect(await removeErasedFiles(serviceDb(), log("test"))).toBeGreaterThan(0);
  expect(await readStored(owner, gone)).toMatchObject({ ok: false });
  expect(await readStored(owner, stays)).toMatchObject({ ok: true });
  expect(await sql`select 1 from private.file_removals where tenant_id = ${desk.shop.tenantId}`).toHaveLength(0);
});
