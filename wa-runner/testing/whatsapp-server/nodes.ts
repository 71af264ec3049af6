/** WhatsApp's stanzas: building them and reading them. */
import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren } from "@whiskeysockets/baileys";

export type Attributes = Record<string, string | number | undefined>;
export const SERVER = "s.whatsapp.net";
/** What comes from the network itself. */
export const SERVER_JID = `@${SERVER}`;

/** Attributes that are not text would be dropped without a word by the encoder. */
export function node(tag: string, attributes: Attributes = {}, content?: BinaryNode["content"]): BinaryNode {
  const attrs: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) attrs[name] = String(value);
  return content === undefined ? { tag, attrs } : { tag, attrs, content };
}

export const child = getBinaryNodeChild;
export const children = getBinaryNodeChildren;

export function allChildren(of: BinaryNode | undefined): BinaryNode[] {
  return Array.isArray(of?.content) ? of.content : [];
}

export function bytesOf(of: BinaryNode | undefined): Buffer {
  if (of?.content instanceof Uint8Array) return Buffer.from(of.content);
  if (typeof of?.content === "string") return Buffer.from(of.content);
  throw new Error(`no bytes in <${of?.tag ?? "nothing"}>`);
}

export function bytesIn(of: BinaryNode | undefined, tag: string): Buffer {
  return bytesOf(child(of, tag));
}

export function attribute(of: BinaryNode, name: string): string {
  const value = of.attrs[name];
  if (value === undefined) throw new Error(`<${of.tag}> has no ${name}`);
  return value;
}

/** Whole numbers travel as bytes, the highest first. */
export function numberOf(bytes: Uint8Array): number {
  return Buffer.from(bytes).readUIntBE(0, bytes.length);
}

export const seconds = (at = Date.now()): number => Math.floor(at / 1000);
