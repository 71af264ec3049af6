/** One client on the wire: WebSocket bytes ⇄ frames ⇄ stanzas, one at a time and in order. */
import { type BinaryNode, decodeBinaryNode, encodeBinaryNode } from "@whiskeysockets/baileys";
import type { RawData, WebSocket } from "ws";
import { type Attributes, node, SERVER_JID } from "./nodes";
import { type ClientHello, type NoiseIdentity, NoiseResponder } from "./noise";

export interface ConnectionHandlers {
  onLogin(connection: Connection, hello: ClientHello): Promise<void> | void;
  onNode(connection: Connection, stanza: BinaryNode): Promise<void> | void;
  onSent(connection: Connection, stanza: BinaryNode): void;
  onClose(connection: Connection): void;
  onFault(error: unknown): void;
}

function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : data;
}

let ids = 0;

export class Connection {
  readonly #ws: WebSocket;
  readonly #noise: NoiseResponder;
  readonly #handlers: ConnectionHandlers;
  #bytes: Buffer = Buffer.alloc(0);
  #hasIntro = false;
  #hasHello = false;
  #work: Promise<void> = Promise.resolve();
  readonly #answers = new Map<string, { resolve: (answer: BinaryNode) => void; reject: (error: Error) => void }>();
  /** Hears nothing and says nothing, as a network that died without a word. */
  isSilent = false;

  constructor(ws: WebSocket, identity: NoiseIdentity, handlers: ConnectionHandlers) {
    this.#ws = ws;
    this.#noise = new NoiseResponder(identity);
    this.#handlers = handlers;
    ws.on("message", (data) => {
      if (this.isSilent) return;
      try {
        this.#take(toBuffer(data));
      } catch (error) {
        this.#fail(error);
      }
    });
    ws.on("error", () => undefined);
    ws.on("close", () => {
      for (const { reject } of this.#answers.values()) reject(new Error("the client went away"));
      this.#answers.clear();
      handlers.onClose(this);
    });
  }

  get isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  send(stanza: BinaryNode): void {
    if (!this.isOpen || this.isSilent || !this.#noise.isDone) return;
    this.#frame(this.#noise.encrypt(encodeBinaryNode(stanza)));
    this.#handlers.onSent(this, stanza);
  }

  /** An <iq> of ours and the client's answer to it. */
  async ask(attributes: Attributes, content: BinaryNode[]): Promise<BinaryNode> {
    ids += 1;
    const id = `server-${ids}`;
    const answer = new Promise<BinaryNode>((resolve, reject) => this.#answers.set(id, { resolve, reject }));
    this.send(node("iq", { from: SERVER_JID, id, ...attributes }, content));
    return answer;
  }

  /** What was sent before arrives first. */
  close(afterMs = 20): void {
    setTimeout(() => this.#ws.close(), afterMs).unref();
  }

  /** The cable is pulled. */
  drop(): void {
    this.#ws.terminate();
  }

  #fail(error: unknown): void {
    this.#handlers.onFault(error);
    this.drop();
  }

  #frame(body: Uint8Array): void {
    const head = Buffer.alloc(3);
    head.writeUIntBE(body.length, 0, 3);
    this.#ws.send(Buffer.concat([head, body]), () => undefined);
  }

  #take(data: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? data : Buffer.concat([this.#bytes, data]);
    if (!this.#hasIntro && !this.#readIntro()) return;
    while (this.#bytes.length >= 3) {
      const size = this.#bytes.readUIntBE(0, 3);
      if (this.#bytes.length < size + 3) return;
      const frame = this.#bytes.subarray(3, size + 3);
      this.#bytes = this.#bytes.subarray(size + 3);
      this.#read(frame);
    }
  }

  /** "WA" and the version, behind routing information when the client was given some. */
  #readIntro(): boolean {
    if (this.#bytes.length < 7) return false;
    const routing = this.#bytes.toString("latin1", 0, 2) === "ED" ? 7 + this.#bytes.readUIntBE(4, 3) : 0;
    if (this.#bytes.length < routing + 4) return false;
    if (this.#bytes.toString("latin1", routing, routing + 2) !== "WA") throw new Error("not a WhatsApp client");
    this.#bytes = this.#bytes.subarray(routing + 4);
    this.#hasIntro = true;
    return true;
  }

  #read(frame: Buffer): void {
    if (!this.#hasHello) {
      this.#hasHello = true;
      this.#frame(this.#noise.answer(frame));
      return;
    }
    if (!this.#noise.isDone) {
      const hello = this.#noise.finish(frame);
      this.#queue(() => this.#handlers.onLogin(this, hello));
      return;
    }
    const plain = this.#noise.decrypt(frame);
    this.#queue(async () => {
      const stanza = await decodeBinaryNode(plain);
      const waiting = stanza.tag === "iq" ? this.#answers.get(stanza.attrs["id"] ?? "") : undefined;
      if (waiting) {
        this.#answers.delete(stanza.attrs["id"] ?? "");
        waiting.resolve(stanza);
        return;
      }
      await this.#handlers.onNode(this, stanza);
    });
  }

  #queue(work: () => Promise<void> | void): void {
    this.#work = this.#work.then(work).catch((error: unknown) => this.#fail(error));
  }
}
