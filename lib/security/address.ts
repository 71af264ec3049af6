/** The one place that says where a request comes from. */
import { isIP } from "node:net";

/**
 * `proxies` is how many of our own proxies stand in front (TRUSTED_PROXIES). Each appends who talked to it, so the client is that
 * many entries from the right; whatever stands further left was written by the client. Without a proxy nothing in the headers can
 * be believed: null.
 */
export function clientAddress(headers: Headers, proxies: number): string | null {
  if (proxies < 1) return null;
  const seen = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  return toAddress(seen.at(-proxies) ?? "");
}

/** Without port or brackets; of IPv6 the network (/64), since one subscriber has all of it. */
function toAddress(entry: string): string | null {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(entry)?.[1] ?? entry;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
  if (isIP(mapped) === 4) return mapped;
  if (isIP(mapped) !== 6) return null;
  return `${expand(mapped).slice(0, 4).join(":")}::/64`;
}

function expand(address: string): string[] {
  const [left = "", right] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const groups = (text: string) => (text === "" ? [] : text.split(":").map((group) => group.replace(/^0+(?=.)/, "")));
  if (right === undefined) return groups(left);
  const [head, tail] = [groups(left), groups(right)];
  return [...head, ...Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0"), ...tail];
}
