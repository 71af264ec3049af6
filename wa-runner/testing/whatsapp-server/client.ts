/** The unmodified client with its keys in memory, for trying the server itself. */
import "@/wa-runner/adapters/baileys/quiet";
import {
  type AuthenticationCreds,
  type BaileysEventMap,
  type ConnectionState,
  initAuthCreds,
  makeWASocket,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
  type UserFacingSocketConfig,
  WA_CERT_DETAILS,
  type WAMessage,
  type WASocket,
} from "@whiskeysockets/baileys";
import pino from "pino";
import type { WhatsAppServer } from "./server";

function memoryKeys(): SignalKeyStore {
  const rows = new Map<string, unknown>();
  return {
    async get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
      const found: { [id: string]: SignalDataTypeMap[T] } = {};
      for (const id of ids) {
        const value = rows.get(`${type} ${id}`);
        // What was put in under this type comes out under it.
        if (value !== undefined) found[id] = structuredClone(value) as SignalDataTypeMap[T];
      }
      return found;
    },
    async set(data: SignalDataSet) {
      for (const [type, values] of Object.entries(data)) {
        for (const [id, value] of Object.entries(values ?? {})) {
          if (value === null || value === undefined) rows.delete(`${type} ${id}`);
          else rows.set(`${type} ${id}`, value);
        }
      }
    },
  };
}

export interface Identity {
  readonly creds: AuthenticationCreds;
  readonly keys: SignalKeyStore;
}

export const newIdentity = (): Identity => ({ creds: initAuthCreds(), keys: memoryKeys() });

export interface Client {
  readonly socket: WASocket;
  readonly qrs: string[];
  readonly messages: { readonly message: WAMessage; readonly type: string }[];
  readonly updates: BaileysEventMap["messages.update"];
  readonly acks: string[];
  readonly history: BaileysEventMap["messaging-history.set"][];
  readonly isOpen: () => boolean;
  /** The code it closed with. */
  readonly closed: Promise<number>;
  end(): void;
}

function statusOf(update: Partial<ConnectionState>): number {
  const error = update.lastDisconnect?.error;
  const output = error && "output" in error ? error.output : undefined;
  const code = typeof output === "object" && output !== null && "statusCode" in output ? output.statusCode : 0;
  return typeof code === "number" ? code : 0;
}

export function connect(
  server: WhatsAppServer,
  identity: Identity,
  config: Partial<UserFacingSocketConfig> = {},
): Client {
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(server.rootPublicKey, "hex");
  const socket = makeWASocket({
    waWebSocketUrl: server.url,
    auth: { creds: identity.creds, keys: identity.keys },
    logger: pino({ level: "silent" }),
    retryRequestDelayMs: 5,
    linkPreviewImageThumbnailWidth: 0,
    ...config,
  });
  let isOpen = false;
  const client = {
    socket,
    qrs: [] as string[],
    messages: [] as { message: WAMessage; type: string }[],
    updates: [] as BaileysEventMap["messages.update"][number][],
    acks: [] as string[],
    history: [] as BaileysEventMap["messaging-history.set"][],
    isOpen: () => isOpen,
    end: () => void socket.end(undefined),
  };
  socket.ev.on("creds.update", (update) => Object.assign(identity.creds, update));
  socket.ev.on("messages.upsert", ({ messages, type }) => {
    for (const message of messages) client.messages.push({ message, type });
  });
  socket.ev.on("messages.update", (updates) => client.updates.push(...updates));
  socket.ev.on("messaging-history.set", (set) => client.history.push(set));
  socket.ws.on("CB:ack,class:message", ({ attrs }: { attrs: Record<string, string> }) => {
    if (!attrs["error"]) client.acks.push(attrs["id"] ?? "");
  });
  const closed = new Promise<number>((resolve) => {
    socket.ev.on("connection.update", (update) => {
      if (update.qr) client.qrs.push(update.qr);
      if (update.connection === "open") isOpen = true;
      if (update.connection === "close") {
        isOpen = false;
        resolve(statusOf(update));
      }
    });
  });
  return { ...client, closed };
}
