/** What Meta tells the shop's app: signed with its secret, escaped as Meta escapes, repeated until the app has taken it. */
import { setTimeout as delay } from "node:timers/promises";
import { signBody } from "@/lib/whatsapp/cloud/signature";
import { newWamid, type Sent } from "@/wa-runner/testing/graph-server/messages";
import type { GraphNumber } from "@/wa-runner/testing/graph-server/reply";

export interface Happening {
  readonly field: string;
  readonly value: Record<string, unknown>;
}

/** Meta writes everything beyond ASCII as \uXXXX, so the bytes are not those of JSON.stringify. */
export const asMetaWrites = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

export type Receipts = "none" | "sent" | "delivered" | "read";
const STEPS = ["sent", "delivered", "read"] as const;

const seconds = (): string => String(Math.floor(Date.now() / 1000));

export function createWebhooks() {
  const under = new Set<Promise<void>>();
  let receipts: Receipts = "delivered";
  let isOver = false;
  const tries: { status: number }[] = [];

  const envelope = (number: GraphNumber, happenings: readonly Happening[], waba?: string) => ({
    object: "whatsapp_business_account",
    entry: [
      {
        id: number.waba,
        ...(waba ? { time: Math.floor(Date.now() / 1000) } : {}),
        changes: happenings.map(({ field, value }) => ({
          field,
          value: waba
            ? value
            : {
                messaging_product: "whatsapp",
                metadata: { display_phone_number: number.display, phone_number_id: number.phoneNumberId },
                ...value,
              },
        })),
      },
    ],
  });

  /** Once, as it is; the status that came back, 0 when nobody answered. */
  async function post(number: GraphNumber, body: string, signature?: string): Promise<number> {
    if (!number.webhook) return 0;
    const bytes = Buffer.from(body);
    const response = await fetch(number.webhook, {
      method: "POST",
      body: bytes,
      headers: {
        "content-type": "application/json",
        "x-hub-signature-256": signature ?? signBody(number.appSecret, bytes),
      },
    }).catch(() => null);
    tries.push({ status: response?.status ?? 0 });
    return response?.status ?? 0;
  }

  async function deliver(number: GraphNumber, body: string): Promise<void> {
    for (let pause = 50; !isOver; pause = Math.min(2000, pause * 2)) {
      if ((await post(number, body)) === 200) return;
      await delay(pause);
    }
  }

  function tell(number: GraphNumber, happenings: readonly Happening[], waba?: string): Promise<void> {
    if (!number.webhook || !number.isSubscribed) return Promise.resolve();
    const work = deliver(number, asMetaWrites(envelope(number, happenings, waba))).finally(() => under.delete(work));
    under.add(work);
    return work;
  }

  function receiptsOf(number: GraphNumber, { id, to, callback }: Sent): Happening[] {
    if (receipts === "none" || !number.webhook) return [];
    return STEPS.slice(0, STEPS.indexOf(receipts) + 1).map((status) => statusOf({ id, status, to, callback }));
  }

  return {
    tell,
    post,
    receiptsOf,
    tries,
    /** How far what the shop sends gets by itself. */
    setReceipts(to: Receipts): void {
      receipts = to;
    },
    /** The question Meta asks once, when the owner puts the address in; what came back. */
    async verify(url: string, token: string, challenge = "1158201444"): Promise<{ status: number; text: string }> {
      const query = new URLSearchParams({
        "hub.mode": "subscribe",
        "hub.verify_token": token,
        "hub.challenge": challenge,
      });
      const response = await fetch(`${url}?${query}`);
      return { status: response.status, text: await response.text() };
    },
    async stop(): Promise<void> {
      isOver = true;
      await Promise.allSettled(under);
    },
  };
}

interface StatusOptions {
  id: string;
  status: string;
  to: string;
  callback?: string | undefined;
  code?: number;
}

export function statusOf({ id, status, to, callback, code }: StatusOptions): Happening {
  const isPhone = /^\d+$/.test(to);
  return {
    field: "messages",
    value: {
      statuses: [
        {
          id,
          status,
          timestamp: seconds(),
          ...(isPhone ? { recipient_id: to } : { recipient_user_id: to }),
          ...(callback ? { biz_opaque_callback_data: callback } : {}),
          ...(status === "sent" || status === "delivered"
            ? { pricing: { billable: true, pricing_model: "PMP", type: "regular", category: "service" } }
            : {}),
          ...(code
            ? { errors: [{ code, title: "Refused", error_data: { details: "Said by the test server." } }] }
            : {}),
        },
      ],
    },
  };
}

export interface Person {
  readonly phone?: string;
  readonly bsuid?: string;
  readonly name?: string;
}

/** What a person writes to the shop. `content` is the message without who and when: {type, text: {body}}, … */
export function messageOf(
  { phone, bsuid, name }: Person,
  content: Record<string, unknown>,
  id = newWamid(),
): Happening {
  return {
    field: "messages",
    value: {
      contacts: [
        {
          profile: { name: name ?? "Aminah" },
          ...(phone ? { wa_id: phone } : {}),
          ...(bsuid ? { user_id: bsuid } : {}),
        },
      ],
      messages: [
        {
          id,
          timestamp: seconds(),
          ...(phone ? { from: phone } : {}),
          ...(bsuid ? { from_user_id: bsuid } : {}),
          ...content,
        },
      ],
    },
  };
}
