/** Every way in which WhatsApp ends a connection. */
import type { Companion } from "./companion";
import { node } from "./nodes";

/**
 * `drop` the network breaks · `end` the server says goodbye · `replaced` another process has the session · `removed` unlinked on
 * the phone · `banned` · `restart` · `unavailable` · `malformed` the server could not read us · `silent` nothing is answered any more.
 */
export type Kick =
  | "drop"
  | "end"
  | "replaced"
  | "removed"
  | "banned"
  | "restart"
  | "unavailable"
  | "malformed"
  | "silent";

const STREAM_ERRORS = {
  replaced: node("stream:error", {}, [node("conflict", { type: "replaced" })]),
  removed: node("stream:error", { code: 401 }, [node("conflict", { type: "device_removed" })]),
  restart: node("stream:error", { code: 515 }),
  unavailable: node("stream:error", { code: 503 }),
  malformed: node("stream:error", {}, [node("xml-not-well-formed")]),
  banned: node("failure", { reason: 403, location: "lla" }),
  end: node("xmlstreamend"),
} as const;

export function kick(companion: Companion, kind: Kick): void {
  const { connection } = companion;
  if (!connection) return;
  if (kind === "silent") {
    connection.isSilent = true;
    return;
  }
  if (kind === "drop") {
    connection.drop();
    return;
  }
  connection.send(STREAM_ERRORS[kind]);
  connection.close();
}
