import { expect, it } from "vitest";
import { checkService } from "@/testing/access/service";
import { openServiceSql } from "@/testing/db";
import { inRollback } from "@/testing/triggers/attempt";

const sql = openServiceSql(1);

it("claims work with the service key and changes nothing else of the queues and ledgers", async () => {
  expect(await inRollback(sql, checkService)).toEqual([]);
});
