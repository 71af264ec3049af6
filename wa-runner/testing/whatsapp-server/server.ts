/** WhatsApp for tests: the unmodified client links to it, logs in, and is treated as the network would, well or badly. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { BinaryNode, proto } from "@whiskeysockets/baileys";
import { WebSocketServer } from "ws";
import type { Account, AutoReceipts, InboundEntry, SentEntry } from "./account";
import { Connection } from "./connection";
import { type Kick, kick } from "./failures";
import { type History, sendHistory } from "./history";
import { createHub } from "./hub";
import { startMediaServer } from "./media-http";
import { MediaStore } from "./media-store";
import { node, SERVER_JID, seconds } from "./nodes";
import { createNoiseIdentity } from "./noise";
import { scan } from "./pairing";
import { enterCode } from "./pairing-code";
import { askAgain, deliver, type Letter, sendReceipt } from "./to-shop";
import { type Person, World } from "./world";

export interface ServerOptions {
  /** 0: any free one. */
  readonly port?: number | undefined;
  readonly mediaPort?: number | undefined;
  /** What new accounts do by themselves. */
  readonly autoReceipts?: AutoReceipts | undefined;
}

/** `hang` never answers the upgrade, `mute` never answers the handshake; a number refuses the upgrade with it. */
export type Upgrades = "accept" | "hang" | "mute" | number;

export class WhatsAppServer {
  readonly world: World;
  readonly url: string;
  /** 32 bytes in hex, the same at every start. */
  readonly rootPublicKey: string;
  readonly mediaHost: string;
  /** What a client must trust to reach the media host. */
  readonly certificate: string;
  upgrades: Upgrades = "accept";
  /** What is asked of the port besides: the page that plays the phones. */
  onRequest: ((request: IncomingMessage, response: ServerResponse) => void) | null = null;
  readonly #stop: () => Promise<void>;

  constructor(parts: {
    world: World;
    url: string;
    rootPublicKey: string;
    mediaHost: string;
    certificate: string;
    stop: () => Promise<void>;
  }) {
    this.world = parts.world;
    this.url = parts.url;
    this.rootPublicKey = parts.rootPublicKey;
    this.mediaHost = parts.mediaHost;
    this.certificate = parts.certificate;
    this.#stop = parts.stop;
  }

  get faults(): readonly Error[] {
    return this.world.faults;
  }

  /** Numbers whose owners could type a code now. */
  get waitingCodes(): string[] {
    return [...this.world.registrations].flatMap(({ linkCode }) => linkCode?.pn ?? []);
  }

  get media(): MediaStore {
    return this.world.media;
  }

  person(pn: string, name?: string): Person {
    return this.world.person(pn, name);
  }

  /** The account of a number with linked devices. */
  account(pn: string): Account {
    return this.world.account(pn);
  }

  scan(qr: string, pn: string): Promise<Account> {
    return scan(this.world, qr, this.person(pn));
  }

  enterCode(pn: string, code: string): Promise<Account> {
    return enterCode(this.world, this.person(pn), code);
  }

  /** A contact writes to the shop. */
  contactSends(from: string, shop: string, letter: Letter): Promise<InboundEntry> {
    return deliver(this.world, this.account(shop), this.person(from), letter, { kind: "contact" });
  }

  /** The shop writes on its own phone. */
  phoneSends(shop: string, to: string, letter: Letter & { readonly message: proto.IMessage }): Promise<InboundEntry> {
    const account = this.account(shop);
    const addressing = letter.addressing ?? "lid";
    const destinationJid = this.person(to).jid(addressing);
    const message: proto.IMessage = { deviceSentMessage: { destinationJid, message: letter.message } };
    const as = { kind: "phone" as const, recipient: destinationJid };
    return deliver(this.world, account, account.owner, { ...letter, message, addressing }, as);
  }

  history(shop: string, history: History): Promise<InboundEntry> {
    return sendHistory(this.world, this.account(shop), history);
  }

  receipt(shop: string, id: string, type: "delivered" | "read" | "played"): void {
    sendReceipt(this.account(shop), this.#sent(shop, id), type);
  }

  /** The contact's phone has lost its sessions and asks for this message again. */
  askAgain(shop: string, id: string): void {
    const entry = this.#sent(shop, id);
    const { person } = entry;
    if (!person) throw new Error("nobody got this message");
    for (const companion of this.account(shop).companions.values()) {
      person.phone.forget(companion.address);
      askAgain(companion, entry, person, entry.to);
    }
  }

  kick(shop: string, kind: Kick): void {
    const account = this.account(shop);
    if (kind === "banned") account.loginFailure = "403";
    const devices = [...account.companions.values()];
    if (kind === "removed") account.companions.clear();
    for (const device of devices) kick(device, kind);
    if (kind === "removed") this.world.emit("unlinked", account);
  }

  /** Until then the shop may start no chat; null: it may again. The device is told, and each attempt is refused (463). */
  restrict(shop: string, until: Date | null): void {
    this.account(shop).timeLockUntil = until;
    const xwa2_notify_account_reachout_timelock = {
      is_active: until !== null,
      time_enforcement_ends: until && String(seconds(until.getTime())),
      enforcement_type: "DEFAULT",
    };
    const told = Buffer.from(JSON.stringify({ data: { xwa2_notify_account_reachout_timelock } }));
    const update = node("update", { op_name: "NotificationUserReachoutTimelockUpdate" }, told);
    const attributes = { from: SERVER_JID, type: "mex", id: `lock-${seconds()}`, t: seconds() };
    this.push(shop, node("notification", attributes, [update]));
  }

  /** Any stanza, as it is. */
  push(shop: string, stanza: BinaryNode): void {
    for (const { connection } of this.account(shop).companions.values()) connection?.send(stanza);
  }

  close(): Promise<void> {
    return this.#stop();
  }

  #sent(shop: string, id: string): SentEntry {
    const entry = this.account(shop).sent.get(id);
    if (!entry) throw new Error("the shop did not send this");
    return entry;
  }
}

export async function startWhatsAppServer(options: ServerOptions = {}): Promise<WhatsAppServer> {
  const world = new World(new MediaStore(), options.autoReceipts ?? "none");
  const identity = createNoiseIdentity();
  const media = await startMediaServer(world.media, options.mediaPort ?? 0, (error) => world.fault(error));
  const hub = createHub(world);
  const open = new Set<Connection>();
  const hanging = new Set<Duplex>();

  const wss = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 });
  const http = createServer((request, response) => {
    if (server.onRequest) server.onRequest(request, response);
    else response.writeHead(404).end();
  });

  http.on("upgrade", (request, socket, head) => {
    const { upgrades } = server;
    if (typeof upgrades === "number") {
      socket.end(`HTTP/1.1 ${upgrades} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    if (upgrades === "hang") {
      hanging.add(socket);
      socket.on("error", () => undefined).on("close", () => hanging.delete(socket));
      return;
    }
    wss.handleUpgrade(request, socket, head, (ws) => {
      const connection = new Connection(ws, identity, hub);
      ws.once("close", () => open.delete(connection));
      connection.isSilent = upgrades === "mute";
      open.add(connection);
    });
  });

  await new Promise<void>((resolve, reject) =>
    http.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve),
  );
  const address = http.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const server = new WhatsAppServer({
    world,
    url: `ws://127.0.0.1:${port}/ws/chat`,
    rootPublicKey: identity.rootPublicKey,
    mediaHost: media.host,
    certificate: media.certificate,
    async stop() {
      for (const connection of open) connection.drop();
      for (const socket of hanging) socket.destroy();
      http.closeAllConnections();
      await Promise.all([media.close(), new Promise<void>((resolve) => http.close(() => resolve()))]);
    },
  });
  return server;
}
