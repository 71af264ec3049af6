/** How the audit log is sealed, said a second time: what checks the database does not ask the database how. Pure. */
import { createHash } from "node:crypto";

/** The columns of a row as text, in the order in which they are hashed. */
export type SealedFields = readonly (string | null)[];

export const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** `<bytes>:<text>` or `-`: no two lists of fields give the same text. */
const field = (value: string | null): string => (value === null ? "-" : `${Buffer.byteLength(value, "utf8")}:${value}`);

export const rowHash = (fields: SealedFields): Buffer => sha256(fields.map(field).join(""));

export const firstHash = (tenantId: string): Buffer => sha256(tenantId);

export interface SealHeader {
  tenantId: string;
  day: string;
  lastId: string;
  rows: number;
  sealedAt: string;
}

export const sealHash = (header: SealHeader, previous: Uint8Array, rowHashes: readonly Uint8Array[]): Buffer =>
  sha256(
    [header.tenantId, header.day, header.lastId, String(header.rows), header.sealedAt].map(field).join(""),
    previous,
    ...rowHashes,
  );

/** As it is printed and logged: in groups, because a log that hides secrets hides long runs of digits. */
export const headText = (hash: Uint8Array): string =>
  `sha256${Buffer.from(hash)
    .toString("hex")
    .replace(/.{8}/g, (group) => `-${group}`)}`;

export interface Anchor {
  tenant: string;
  day: string;
  head: string;
}
const HEAD = /^sha256(-[0-9a-f]{8}){8}$/;

/** Heads that were written down earlier: lines of the runner's log, or any file of such JSON lines. Other lines are passed over. */
export function readAnchors(text: string): Anchor[] {
  const anchors: Anchor[] = [];
  for (const line of text.split("\n")) {
    if (!line.includes('"head"')) continue;
    try {
      const value: unknown = JSON.parse(line.slice(line.indexOf("{")));
      if (typeof value !== "object" || value === null) continue;
      const { tenant, day, head } = { tenant: null, day: null, head: null, ...value };
      if (typeof tenant === "string" && typeof day === "string" && typeof head === "string" && HEAD.test(head)) {
        anchors.push({ tenant, day, head });
      }
    } catch {
      // A line cut off by a crash anchors nothing.
    }
  }
  return anchors;
}
