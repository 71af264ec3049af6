/** What a client asks when it logs in, and now and then after it (<iq>). */
import { type BinaryNode, QueryIds } from "@whiskeysockets/baileys";
import type { Companion } from "./companion";
import { kick } from "./failures";
import { sendHistory } from "./history";
import { allChildren, attribute, bytesIn, bytesOf, child, children, node, numberOf, SERVER, SERVER_JID } from "./nodes";
import type { World } from "./world";

/** A device that says it has none uploads 812: slow, and nothing is learnt from it. */
const NEVER_NONE = 3;
const MEDIA_TTL_S = 3600;

type Answer = BinaryNode[] | null;

function encryption(world: World, companion: Companion, stanza: BinaryNode): Answer {
  if (child(stanza, "count")) return [node("count", { value: Math.max(companion.oneTimeKeys.size, NEVER_NONE) })];
  if (child(stanza, "digest")) return [node("digest")];
  const list = child(stanza, "list");
  if (list) {
    const keys = new Map(children(list, "key").map((key) => [numberOf(bytesIn(key, "id")), bytesIn(key, "value")]));
    companion.addKeys(keys);
    world.emit("prekeys", companion.account, keys.size);
    return [];
  }
  const asked = child(stanza, "key");
  if (asked)
    return [
      node(
        "list",
        {},
        children(asked, "user").map((user) => bundleNode(world, attribute(user, "jid"))),
      ),
    ];
  return [];
}

function bundleNode(world: World, jid: string): BinaryNode {
  const known = world.find(jid);
  const device = known?.device ? world.accounts.get(known.person.pn)?.companions.get(known.device) : undefined;
  if (!known || (known.device !== 0 && !device)) return node("user", { jid }, [node("error", { code: 404 })]);
  return node("user", { jid }, device ? deviceBundle(device) : known.person.phone.bundleNodes());
}

function deviceBundle(device: Companion): BinaryNode[] {
  const { registrationId, identityKey, signedPreKey, preKey } = device.takeBundle();
  const bytes = (value: number, length: number) => {
    const out = Buffer.alloc(length);
    out.writeUIntBE(value, 0, length);
    return out;
  };
  const key = (tag: string, id: number, value: Uint8Array, more: BinaryNode[] = []) =>
    node(tag, {}, [node("id", {}, bytes(id, 3)), node("value", {}, Buffer.from(value).subarray(1)), ...more]);
  return [
    node("registration", {}, bytes(registrationId, 4)),
    node("type", {}, Buffer.from([5])),
    node("identity", {}, Buffer.from(identityKey).subarray(1)),
    key("skey", signedPreKey.keyId, signedPreKey.publicKey, [node("signature", {}, signedPreKey.signature)]),
    ...(preKey ? [key("key", preKey.keyId, preKey.publicKey)] : []),
  ];
}

/** Who has WhatsApp, with which devices, under which LID. */
function usync(world: World, stanza: BinaryNode): Answer {
  const asked = child(stanza, "usync");
  const protocols = new Set(allChildren(child(asked, "query")).map(({ tag }) => tag));
  const users = children(child(asked, "list"), "user").flatMap((user) => {
    const contact = child(user, "contact");
    const number = contact?.content ? bytesOf(contact).toString().replace(/^\+/, "") : undefined;
    const jid = user.attrs["jid"] ?? (number && `${number}@${SERVER}`);
    if (!jid) return [];
    const person = world.find(jid)?.person;
    const isThere = person?.isOnWhatsApp === true;
    const found: BinaryNode[] = [];
    if (protocols.has("contact")) found.push(node("contact", { type: isThere ? "in" : "out" }));
    if (protocols.has("devices") && isThere) {
      const linked = [...(world.accounts.get(person.pn)?.companions.keys() ?? [])];
      const devices = linked.map((id) => node("device", { id, "key-index": id }));
      found.push(
        node("devices", {}, [node("device-list", { hash: "2:none" }, [node("device", { id: 0 }), ...devices])]),
      );
    }
    // Who is asked for by LID is not told it back.
    if (protocols.has("lid") && isThere && !jid.endsWith("@lid")) found.push(node("lid", { val: person.jid("lid") }));
    return [node("user", { jid }, found)];
  });
  return [node("usync", { ...asked?.attrs }, [node("result"), node("list", {}, users)])];
}

function mex(companion: Companion, stanza: BinaryNode): Answer {
  const until = companion.account.timeLockUntil;
  const answers: Record<string, unknown> = {
    [QueryIds.REACHOUT_TIMELOCK]: {
      xwa2_fetch_account_reachout_timelock: {
        is_active: until !== null && until.getTime() > Date.now(),
        time_enforcement_ends: until ? String(Math.floor(until.getTime() / 1000)) : "0",
        enforcement_type: "DEFAULT",
      },
    },
    [QueryIds.MESSAGE_CAPPING_INFO]: { xwa2_message_capping_info: { total_quota: 100, used_quota: 0 } },
  };
  const asked = child(stanza, "query")?.attrs["query_id"] ?? "";
  return [node("result", {}, Buffer.from(JSON.stringify({ data: answers[asked] ?? {} })))];
}

function answerTo(world: World, companion: Companion, stanza: BinaryNode): Answer {
  switch (stanza.attrs["xmlns"]) {
    case "encrypt":
      return encryption(world, companion, stanza);
    case "usync":
      return usync(world, stanza);
    case "abt":
      return [node("props", { hash: "1" })];
    case "blocklist":
      return [node("list")];
    case "privacy":
      return child(stanza, "privacy")
        ? [node("privacy", {}, [node("category", { name: "readreceipts", value: "all" })])]
        : [];
    case "w:sync:app:state": {
      const collections = children(child(stanza, "sync"), "collection").map(({ attrs }) =>
        node("collection", { name: attrs["name"], version: attrs["version"] ?? 0, has_more_patches: "false" }),
      );
      return [node("sync", {}, collections)];
    }
    case "w:m":
      return [node("media_conn", { auth: "auth", ttl: MEDIA_TTL_S }, [node("host", { hostname: world.media.host })])];
    case "w:mex":
      return mex(companion, stanza);
    default:
      return [];
  }
}

export function onQuery(world: World, companion: Companion, stanza: BinaryNode): void {
  if (stanza.attrs["type"] === "result" || stanza.attrs["type"] === "error") return;
  const answer = answerTo(world, companion, stanza);
  const id = attribute(stanza, "id");
  companion.connection?.send(node("iq", { from: SERVER_JID, type: "result", id }, answer ?? []));
  const { xmlns } = stanza.attrs;
  if (xmlns === "passive" && child(stanza, "active") && !companion.isLive) {
    companion.drain();
    world.emit("online", companion.account);
    const { history } = companion.account;
    if (!companion.hasHistory && history)
      void sendHistory(world, companion.account, history).catch((error: unknown) => world.fault(error));
    companion.hasHistory = true;
  }
  if (xmlns === "md" && child(stanza, "remove-companion-device")) {
    companion.account.companions.delete(companion.deviceId);
    world.emit("unlinked", companion.account);
    kick(companion, "removed");
  }
}
