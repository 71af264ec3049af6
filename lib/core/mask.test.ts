import { describe, expect, it } from "vitest";
import { makeLogger } from "@/lib/core/log";
import { mask, maskText } from "@/lib/core/mask";

const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
const LINK = "3f9a0c7be81d24560af3b9c1d7e82f4a6b5c";
const SECRETS = [
  "+60123456789",
  "60123456789",
  "012-345 6789",
  "03 8925 1234",
  "+60 12-345 6789",
  "(603) 8925-1234",
  "aina.rahman+kedai@mail.example.my",
  "60123456789@s.whatsapp.net",
  JWT,
  LINK,
  "sb_secret_f00dcafe1234567890",
  "sk-proj-abcdefghijkl0123",
  "Xy7Kd93mQpLr02VbNsTgHw58ZcEaUfJi",
];

describe("a sentence in a log", () => {
  for (const secret of SECRETS) {
    it(`loses ${secret.slice(0, 12)}…`, () => {
      for (const text of [
        secret,
        `could not send to ${secret}: busy`,
        `"${secret}"`,
        `/r/${secret}?x=1`,
        `a=${secret},`,
      ])
        expect(maskText(text)).not.toContain(secret);
    });
  }

  it("keeps what finds the fault", () => {
    for (const text of [
      "row 7b1e3c52-9f04-4c88-a1b2-0123456789ab at 2026-11-21T11:40:11.123Z",
      "connect ECONNREFUSED 127.0.0.1:54322",
      "invoice KL1-INV-2026-000123 is RM 1250.00",
      "at handler (/srv/app/lib/pos/complete-sale.ts:120:33)",
      "stock.insufficient",
    ])
      expect(maskText(text)).toBe(text);
  });

  it("loses what a database or a parser quotes", () => {
    const quoted = [
      "duplicate key value violates unique constraint: Key (tenant_id, phone)=(1, Encik Ali) already exists.",
      "Failing row contains (1, skrin saya pecah\n(teruk), null).",
      'invalid input syntax for type uuid: "skrin saya pecah"',
      `Unexpected token 's', "skrin saya pecah" is not valid JSON`,
      '{"body":"skrin saya \\" pecah","kind":"text"}',
      "https://shop:skrin-saya-pecah@proxy.example",
    ];
    for (const text of quoted) {
      expect(maskText(text)).not.toMatch(/skrin|pecah|Ali/);
    }
    expect(maskText(`${quoted[1]}\n    at insert (save.ts:1:2)`)).toContain("save.ts:1:2");
  });
});

describe("a value in a log", () => {
  it("loses the fields that name a person or a secret, at any depth", () => {
    const person = {
      customer_phone: "x",
      contactEmail: "x",
      tokenHash: "x",
      "set-cookie": ["x"],
      body: { text: "x" },
      messageText: "x",
      password: "x",
      parameters: ["x"],
      phone: 60123456789,
    };
    let deep: unknown = person;
    for (let level = 0; level < 5; level++) deep = { list: [{ deep }] };
    expect(JSON.stringify(mask(person))).not.toMatch(/"x"|6012/);
    expect(JSON.stringify(mask(deep))).not.toMatch(/"x"|6012/);
  });

  it("keeps counts, ids, flags and dates", () => {
    const line = {
      tokens_used: 812,
      ticket: "7b1e3c52-9f04-4c88-a1b2-0123456789ab",
      emailed: true,
      ms: 12,
      phone: null,
    };
    expect(mask(line)).toEqual(line);
    const at = new Date();
    expect(mask({ at })).toEqual({ at });
  });

  it("masks errors, their causes and what they carry, and survives circles", () => {
    const cause = Object.assign(new Error(`to ${SECRETS[0]}`), { code: "E1", detail: `Key (phone)=(${SECRETS[0]})` });
    const error = new Error(`mail to ${SECRETS[6]} with ${JWT}`, { cause });
    const out = JSON.stringify(mask({ err: error }));
    for (const secret of SECRETS) expect(out).not.toContain(secret);
    expect(out).toContain("E1");
    expect(out).toContain("mask.test.ts");
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    expect(() => JSON.stringify(mask(circle))).not.toThrow();
  });
});

it("writes nothing of it, whichever way a line is logged", () => {
  const lines: string[] = [];
  const logger = makeLogger({ write: (line) => void lines.push(line) });
  const [phone, email] = [SECRETS[0], SECRETS[6]];
  const error = new Error(`${phone} ${email}`);
  logger.info(error);
  logger.info({ err: error });
  logger.info({ err: error }, `sent to ${phone}`);
  logger.warn(`sent to ${phone} %s`, email);
  logger.error({ a: { b: [{ phone }] }, note: email });
  logger.child({ part: "web" }).info({ email });
  expect(lines).toHaveLength(6);
  for (const line of lines) {
    expect(() => JSON.parse(line)).not.toThrow();
    expect(line).not.toContain(phone);
    expect(line).not.toContain(email);
  }
});
