import { createServer } from "node:http";
import { createClient } from "@supabase/supabase-js";
import { expect, test } from "vitest";
import { fetchWithin } from "./api-fetch";
import { fromPg } from "./errors";

test("an API that takes the request and never answers is unreachable, and asked once", async () => {
  let asked = 0;
  const silent = createServer(() => {
    asked += 1;
  });
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : undefined;
  try {
    const db = createClient(`http://127.0.0.1:${port}`, "key", { global: { fetch: fetchWithin(400) } });
    for (const ask of [() => db.rpc("anything"), () => db.from("anything").select()]) {
      asked = 0;
      const { error } = await ask();
      expect(error && fromPg(error)).toMatchObject({ ok: false, code: "system.unreachable" });
      expect(asked).toBe(1);
    }
  } finally {
    silent.closeAllConnections();
    silent.close();
  }
});
