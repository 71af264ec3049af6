/** Where a list goes on, as one opaque word. It opens nothing: the database judges every page anew. */
import { z } from "zod";

/** `changed`: a list by change (`updated_since`); a cursor of the one order means nothing in the other. */
const place = z.tuple([z.enum(["made", "changed"]), z.iso.datetime(), z.uuid()]);
export interface Place {
  at: string;
  id: string;
}

export const toCursor = (order: "made" | "changed", { at, id }: Place): string =>
  Buffer.from(JSON.stringify([order, at, id])).toString("base64url");

export function fromCursor(order: "made" | "changed", cursor: string): Place | null {
  try {
    const [kind, at, id] = place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return kind === order ? { at, id } : null;
  } catch {
    return null;
  }
}
