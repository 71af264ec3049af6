/** Who is connected, and which part of the server hears what they say. */
import type { BinaryNode } from "@whiskeysockets/baileys";
import { onAck, onReceipt } from "./answers";
import type { Companion } from "./companion";
import type { Connection, ConnectionHandlers } from "./connection";
import { kick } from "./failures";
import { onMessage } from "./from-shop";
import { allChildren, child, node, seconds } from "./nodes";
import type { ClientHello } from "./noise";
import { beginRegistration } from "./pairing";
import { onLinkCode } from "./pairing-code";
import { onQuery } from "./queries";
import type { Registration, World } from "./world";

type Client = { readonly companion: Companion } | { readonly registration: Registration };

function login(world: World, connection: Connection, hello: ClientHello): Companion | string {
  const { payload, staticKey } = hello;
  const account = world.accounts.get(String(payload.username ?? ""));
  if (account?.loginFailure) return account.loginFailure;
  const companion = account?.companions.get(payload.device ?? 0);
  if (!companion || companion.keys.noiseKey !== staticKey.toString("base64")) return "401";
  kick(companion, "replaced");
  companion.connection = connection;
  companion.isLive = false;
  connection.send(
    node("success", { t: seconds(), props: 27, location: "lla", lid: companion.jid("lid"), creation: seconds() }),
  );
  return companion;
}

function refuse(connection: Connection, reason: string): void {
  connection.send(node("failure", { reason, location: "lla" }));
  connection.close();
}

export function createHub(world: World): ConnectionHandlers {
  const clients = new Map<Connection, Client>();

  function onLogin(connection: Connection, hello: ClientHello): void {
    const version = hello.payload.userAgent?.appVersion?.tertiary ?? 0;
    if (version < world.minimumVersion) {
      refuse(connection, "405");
    } else if (hello.payload.devicePairingData) {
      clients.set(connection, { registration: beginRegistration(world, connection, hello) });
    } else if (hello.payload.username) {
      const known = login(world, connection, hello);
      if (typeof known === "string") refuse(connection, known);
      else clients.set(connection, { companion: known });
    } else throw new Error("neither a registration nor a login");
  }

  async function onNode(connection: Connection, stanza: BinaryNode): Promise<void> {
    world.emit("in", stanza);
    const client = clients.get(connection);
    if (!client) return;
    if ("registration" in client) {
      if (child(stanza, "link_code_companion_reg")) onLinkCode(client.registration, stanza);
      return;
    }
    const { companion } = client;
    // Somebody else has the session by now.
    if (companion.connection !== connection) return;
    if (stanza.tag === "iq") onQuery(world, companion, stanza);
    else if (stanza.tag === "message") await onMessage(world, companion, stanza);
    else if (stanza.tag === "receipt") await onReceipt(world, companion, stanza);
    else if (stanza.tag === "ack") onAck(world, companion, stanza);
    else if (stanza.tag === "chatstate") {
      const to = world.find(stanza.attrs["to"]);
      if (to) world.emit("typing", companion.account, to.person, allChildren(stanza)[0]?.tag ?? "");
    }
  }

  function onClose(connection: Connection): void {
    const client = clients.get(connection);
    clients.delete(connection);
    if (!client) return;
    if ("registration" in client) world.registrations.delete(client.registration);
    else if (client.companion.connection === connection) {
      client.companion.connection = null;
      client.companion.isLive = false;
      world.emit("offline", client.companion.account);
    }
  }

  return {
    onLogin,
    onNode,
    onClose,
    onSent: (_, stanza) => world.emit("out", stanza),
    onFault: (error) => world.fault(error),
  };
}
