/** The simulator needs no sign-in, so it exists on this machine only: embedded mode, asked by a loopback name, from its own page. */
import { env } from "@/lib/env";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
const LOOPBACK_PEER = /^(::1|::ffff:127\.\d+\.\d+\.\d+|127\.\d+\.\d+\.\d+)$/;

export interface Asker {
  host: string | null;
  /** Set by proxies and by Next itself: who stands at the other end. */
  forwardedFor: string | null;
  origin: string | null;
}

/** A foreign page that points its own name at 127.0.0.1, or posts from elsewhere, is not this machine's phone. */
export function isOwnMachine({ host, forwardedFor, origin }: Asker): boolean {
  if (!host || !LOOPBACK.test(host)) return false;
  const peers = (forwardedFor ?? "").split(",").map((peer) => peer.trim());
  if (peers.some((peer) => peer !== "" && !LOOPBACK_PEER.test(peer))) return false;
  if (origin === null) return true;
  return URL.canParse(origin) && LOOPBACK.test(new URL(origin).host) && new URL(origin).host === host;
}

export function mayUseSimulator(headers: Headers): boolean {
  return (
    env().VOLTURA_MODE === "embedded" &&
    isOwnMachine({
      host: headers.get("host"),
      forwardedFor: headers.get("x-forwarded-for"),
      origin: headers.get("origin"),
    })
  );
}
