import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { systemDb } from "@/lib/db/clients";
import { openServiceSql } from "@/testing/db";
import { makeShop } from "@/testing/shop";
import { readStored, storeUpload } from "./store";

const sql = openServiceSql(2);
const jpeg = () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: "#a33" } })
    .jpeg()
    .toBuffer();

async function shopDb() {
  const { tenantId } = await makeShop(sql);
  return { tenantId, db: systemDb(tenantId, "wa-runner") };
}

describe("files of a shop", () => {
  it("are stored under its own folder and come back byte for byte", async () => {
    const { tenantId, db } = await shopDb();
    const file = new File([new Uint8Array(await jpeg())], "Skrin Pecah.JPG", { type: "text/html" });
    const stored = await storeUpload(db, { tenantId, domain: "repairs", entityId: "t1", file });
    if (!stored.ok) throw new Error(stored.code);
    expect(stored.value).toMatchObject({ mime: "image/jpeg", name: "Skrin Pecah.jpg", width: 60, height: 40 });
    expect(stored.value.path).toMatch(new RegExp(`^${tenantId}/repairs/t1/[0-9a-f]{8}-skrin-pecah\\.jpg$`));
    const bytes = await readStored(db, stored.value.path);
    expect(bytes.ok && bytes.value.byteLength).toBe(stored.value.bytes);
  });

  it("may be uploaded again under the same path by who must be able to repeat it", async () => {
    const { tenantId, db } = await shopDb();
    const upload = {
      tenantId,
      domain: "inbox",
      entityId: "../../X 1",
      file: { bytes: await jpeg(), name: "a.jpg" },
      stable: true,
    };
    const [first, second] = [await storeUpload(db, upload), await storeUpload(db, upload)];
    expect(first).toEqual(second);
    expect(first).toMatchObject({ ok: true, value: { path: `${tenantId}/inbox/______X_1/a.jpg` } });
  });

  it("cannot be written into or read from another shop's folder", async () => {
    const own = await shopDb();
    const other = await shopDb();
    const file = { bytes: await jpeg(), name: "a.jpg" };
    const refused = await storeUpload(own.db, { tenantId: other.tenantId, domain: "inbox", entityId: "x", file });
    expect(refused).toMatchObject({ ok: false, code: "auth.forbidden" });
    const stored = await storeUpload(other.db, { tenantId: other.tenantId, domain: "inbox", entityId: "x", file });
    if (!stored.ok) throw new Error(stored.code);
    expect(await readStored(own.db, stored.value.path)).toMatchObject({ ok: false, code: "input.not_found" });
    // Nor lent out: files are read by who may see them, under their own token, each time anew.
    const lent = await own.db.storage.from("media").createSignedUrl(stored.value.path, 60);
    expect(lent.error).not.toBeNull();
  });
});
