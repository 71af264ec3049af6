/** The access matrix over HTTP: the same actors with signed tokens, the same rules, through the REST API and Storage. */
import { beforeAll, describe, expect, it } from "vitest";
import { checkRest, checkRestCalls, checkRestFiles } from "@/testing/access/rest";
import { prepareAccessWorld } from "@/testing/access/world";
import { openServiceSql, testStack } from "@/testing/db";

const sql = openServiceSql();
const api = testStack();
beforeAll(() => prepareAccessWorld(sql), 120_000);

describe("the access matrix over REST", () => {
  it("holds for every table and view", async () => {
    expect(await checkRest(sql, api)).toEqual([]);
  }, 180_000);

  it("holds for every function", async () => {
    expect(await checkRestCalls(sql, api)).toEqual([]);
  }, 180_000);

  it("holds for files", async () => {
    expect(await checkRestFiles(api)).toEqual([]);
  }, 180_000);
});
