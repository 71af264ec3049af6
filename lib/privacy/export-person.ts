/** Everything a shop knows about a person, as files: person.json for machines, README for people, photos, attachments, papers. */
import { z } from "zod";
import { log } from "@/lib/core/log";
import type { Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { renderDocument } from "@/lib/documents/pdf";
import { getDocument } from "@/lib/documents/queries";
import { fileName } from "@/lib/documents/summary";
import { readStored } from "@/lib/media/store";
import { type ExportStart, exportStart } from "@/lib/privacy/schema";
import type { ZipEntry } from "@/lib/privacy/zip";
import { answer } from "@/lib/repairs/rpc";

/** Written down before the first byte leaves; says how much there is. */
export const beginExport = (db: UserDb, customerId: string): Promise<Result<ExportStart>> =>
  answer(db.rpc("begin_customer_export", { p_customer: customerId }), exportStart);

/** In this order in person.json; `paged` ones come in steps. */
const PARTS = [
  { name: "identity", paged: false },
  { name: "consents", paged: false },
  { name: "devices", paged: false },
  { name: "notes", paged: false },
  { name: "tickets", paged: false },
  { name: "estimates", paged: false },
  { name: "orders", paged: false },
  { name: "sales", paged: false },
  { name: "invoices", paged: false },
  { name: "links", paged: false },
  { name: "requests", paged: false },
  { name: "conversations", paged: false },
  { name: "messages", paged: true },
  { name: "audit", paged: true },
] as const;

const STEP = 500;
const rows = z.array(z.looseObject({ seq: z.number() }));
const storedFiles = z.array(z.object({ path: z.string(), bytes: z.number() }));
const papers = z.array(z.looseObject({ id: z.string(), number: z.string().nullable() }));

async function read(db: UserDb, customerId: string, part: string, after = 0): Promise<unknown> {
  const { data, error } = await db.rpc("customer_export", {
    p_customer: customerId,
    p_part: part,
    p_after: after,
    p_limit: STEP,
  });
  if (error) throw new Error(`export of ${part}: ${error.code} ${error.message}`);
  return data;
}

export interface ExportHead {
  business: string;
  /** Explains the file to whoever receives it. */
  readme: string;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* personJson(db: UserDb, customerId: string, business: string): AsyncGenerator<Uint8Array> {
  const head = { format: "voltura-person", version: 1, exported_at: new Date().toISOString(), business };
  yield bytes(JSON.stringify(head).slice(0, -1));
  for (const { name, paged } of PARTS) {
    yield bytes(`,\n${JSON.stringify(name)}:`);
    if (!paged) {
      yield bytes(JSON.stringify(await read(db, customerId, name)));
      continue;
    }
    let after = 0;
    let first = true;
    yield bytes("[");
    for (;;) {
      const page = rows.parse(await read(db, customerId, name, after));
      if (page.length > 0) yield bytes(`${first ? "" : ","}${page.map((row) => JSON.stringify(row)).join(",\n")}`);
      first = first && page.length === 0;
      after = page.at(-1)?.seq ?? after;
      if (page.length < STEP) break;
    }
    yield bytes("]");
  }
  yield bytes("}\n");
}

/** Same folders as in Storage, without the tenant's own. */
const inZip = (path: string): string => `files/${path.split("/").slice(1).join("/")}`;

async function* paperEntries(db: UserDb, customerId: string): AsyncGenerator<ZipEntry> {
  for (const kind of ["receipt", "invoice"] as const) {
    const part = kind === "receipt" ? "sales" : "invoices";
    for (const { id, number } of papers.parse(await read(db, customerId, part))) {
      if (number === null) continue;
      const found = await getDocument(db, kind, id);
      if (!found.ok) continue;
      const pdf = new Uint8Array(await renderDocument(found.value));
      yield { name: `documents/${fileName(found.value)}`, compress: false, chunks: [pdf] };
    }
  }
}

/** A file that cannot be read now is named in missing.txt; the rest does not wait for it. */
export async function* exportPerson(db: UserDb, customerId: string, head: ExportHead): AsyncGenerator<ZipEntry> {
  yield { name: "README.txt", compress: true, chunks: [bytes(head.readme)] };
  yield { name: "person.json", compress: true, chunks: personJson(db, customerId, head.business) };
  const missing: string[] = [];
  for (const { path } of storedFiles.parse(await read(db, customerId, "files"))) {
    const file = await readStored(db, path);
    if (file.ok) yield { name: inZip(path), compress: false, chunks: [file.value] };
    else missing.push(inZip(path));
  }
  yield* paperEntries(db, customerId);
  if (missing.length === 0) return;
  log("web").warn({ customer: customerId, files: missing.length }, "files missing from an export");
  yield { name: "missing.txt", compress: true, chunks: [bytes(`${missing.join("\n")}\n`)] };
}
