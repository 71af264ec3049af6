/** What must not reach a log: contact data, secrets, and what people write to each other. */
export const HIDDEN = "[redacted]";

/** Fields whose whole value goes, at any depth: `customer_phone`, `tokenHash`, `set-cookie`, a query's `parameters` … */
const SECRET_KEY =
  /phone|e?mail(?!box)|token|passw|passcode|secret|cookie|authorization|api_?key|recipient|(?:^|[_-])(?:body|text|caption|content|notes?|answers?|jid|pin|parameters|args)$/;
const SECRET_NUMBER = /phone|pass|pin$/;

function isSecret(key: string, value: unknown): boolean {
  if (value === null || value === undefined || typeof value === "boolean") return false;
  const name = key.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
  return SECRET_KEY.test(name) && (typeof value !== "number" || SECRET_NUMBER.test(name));
}

// First what looks like a number or a secret and is none, and is kept; then what goes.
const KEPT =
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}[\d:.]*Z?)?|\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b/;
const EMAIL = /[\w.%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/;
const JWT = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/;
const KEY = /\b(?:sb_(?:secret|publishable)|sk|re|vk)_?-?[\w-]{12,}|\bBearer\s+\S+/;
const URL_LOGIN = /(?<=:\/\/)[^\s/@:]+:[^\s/@]+(?=@)/;
const LONG_SECRET = /\b[0-9a-f]{24,}\b|\b(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[\w-]{32,}/;
const JID = /\b\d{6,}(?::\d+)?@(?:s\.whatsapp\.net|lid|c\.us|g\.us)/;
const PHONE = /(?<![\w.-])\+?\d(?:[\s().-]{0,2}\d){7,14}(?![\w])/;
const SOURCES = [KEPT, JID, URL_LOGIN, EMAIL, JWT, KEY, LONG_SECRET, PHONE].map(({ source }) => source);
const IN_TEXT = new RegExp(`(?<kept>${SOURCES[0]})|${SOURCES.slice(1).join("|")}`, "g");

// A database quotes the row it refuses, a parser the text it cannot read.
const QUOTED_ROW = /(Failing row contains|Key) \([\s\S]*?(?=\n\s+at |$)/g;
const NAMED =
  /(["']?\b(?:body|text|caption|content|message_text|note|password|token(?:_?hash)?|phone|email)["']?\s*[:=]\s*)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s,;&)}]+)/gi;
const UNREADABLE = /(invalid input (?:syntax|value) for [\w .]+: |Unexpected token .*?, )(["']).*\2/gs;

/** A sentence without the persons in it. */
export function maskText(text: string): string {
  return text
    .replace(QUOTED_ROW, (_all, what: string) => `${what} ${HIDDEN}`)
    .replace(NAMED, (_all, name: string) => `${name}${HIDDEN}`)
    .replace(UNREADABLE, (_all, before: string) => `${before}${HIDDEN}`)
    .replace(IN_TEXT, (found, ...rest: unknown[]) => (isKept(rest.at(-1)) ? found : HIDDEN));
}

const isKept = (groups: unknown): boolean =>
  typeof groups === "object" && groups !== null && "kept" in groups && groups.kept !== undefined;

const DEEPEST = 8;

/** Any value as it may be logged. Errors keep their kind, code and stack. */
export function mask(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return maskText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEEPEST) return HIDDEN;
  if (value instanceof Date) return value;
  if (value instanceof Error) {
    const cause = value.cause === undefined ? {} : { cause: mask(value.cause, depth + 1) };
    const stack = value.stack === undefined ? {} : { stack: maskText(value.stack) };
    return {
      ...maskFields({ ...value }, depth),
      type: value.name,
      message: maskText(value.message),
      ...stack,
      ...cause,
    };
  }
  if (Array.isArray(value)) return value.map((entry) => mask(entry, depth + 1));
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  return maskFields(value, depth);
}

function maskFields(value: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, isSecret(key, entry) ? HIDDEN : mask(entry, depth + 1)]),
  );
}
