/** What the page asks of the phones. */
import { z } from "zod";
import { image, text } from "../messages";
import { SERVER } from "../nodes";
import type { WhatsAppServer } from "../server";
import { chat } from "./chats";

const number = z
  .string()
  .transform((value) => value.replace(/\D/g, ""))
  .pipe(z.string().min(6).max(15));

export const requests = {
  link: z.object({ shop: number, method: z.enum(["qr", "code", "waiting"]), value: z.string().max(2000).default("") }),
  contact: z.object({ number, name: z.string().trim().min(1).max(60) }),
  message: z.object({
    shop: number,
    contact: number,
    text: z.string().max(1_000_000).default(""),
    addressing: z.enum(["lid", "pn"]).default("lid"),
    photo: z.object({ base64: z.base64().max(20_000_000), mime: z.string().max(60) }).nullish(),
  }),
  seen: z.object({ shop: number, contact: number }),
  break: z.object({
    shop: number,
    how: z.enum(["drop", "replaced", "removed", "banned", "silent", "deaf", "mute", "refuse", "lock", "old", "mend"]),
  }),
} as const;

export interface PhoneOptions {
  /** The code a shop shows at the moment, where it can be had otherwise than with a camera. */
  readonly waitingQr?: (() => Promise<string | null>) | undefined;
}

export function createPhone(server: WhatsAppServer, options: PhoneOptions) {
  const { world } = server;

  function mend(shop: string): void {
    const account = world.accountOf(world.person(shop));
    account.loginFailure = null;
    account.isDeaf = false;
    account.acknowledges = true;
    server.upgrades = "accept";
    world.minimumVersion = 0;
    if (account.timeLockUntil) server.restrict(shop, null);
  }

  return {
    state(shop: string | null, contact: string | null) {
      const account = shop ? world.accounts.get(shop) : undefined;
      const person = contact ? world.find(`${contact}@${SERVER}`)?.person : undefined;
      return {
        shops: [...world.accounts.values()].map((each) => ({
          number: each.owner.pn,
          isOnline: each.isOnline,
          devices: each.companions.size,
          waiting: each.pendingCount,
          trouble: [
            each.loginFailure && `login refused (${each.loginFailure})`,
            each.isDeaf && "deaf",
            !each.acknowledges && "no acknowledgements",
            each.timeLockUntil && "may start no chats",
          ].filter(Boolean),
        })),
        codes: server.waitingCodes,
        showingQr: world.registrations.size,
        canPickQr: options.waitingQr !== undefined,
        contacts: world.people().flatMap(({ pn, name }) => (world.accounts.has(pn) ? [] : [{ number: pn, name }])),
        chat: account && person ? chat(world, account, person) : [],
        faults: world.faults.map(({ message }) => message),
      };
    },

    async link({ shop, method, value }: z.output<typeof requests.link>) {
      if (method === "code") return void (await server.enterCode(shop, value));
      const qr = method === "waiting" ? await options.waitingQr?.() : value;
      if (!qr) throw new Error("no code is shown at the moment");
      await server.scan(qr.trim(), shop);
    },

    contact({ number: pn, name }: z.output<typeof requests.contact>) {
      server.person(pn, name);
    },

    async message({ shop, contact, text: body, addressing, photo }: z.output<typeof requests.message>) {
      if (!photo && body.trim() === "") throw new Error("there is nothing to send");
      const bytes = photo && Buffer.from(photo.base64, "base64");
      const message = photo && bytes ? image(server.media.put("image", bytes), body, photo.mime) : text(body);
      await server.contactSends(contact, shop, { message, addressing });
    },

    /** The contact looks at the chat. */
    seen({ shop, contact }: z.output<typeof requests.seen>) {
      for (const entry of world.accounts.get(shop)?.sentLog ?? []) {
        if (entry.person?.pn === contact && entry.state !== "read") server.receipt(shop, entry.id, "read");
      }
    },

    break({ shop, how }: z.output<typeof requests.break>) {
      const account = server.account(shop);
      if (how === "mend") mend(shop);
      else if (how === "deaf") account.isDeaf = true;
      else if (how === "mute") account.acknowledges = false;
      else if (how === "refuse") {
        server.upgrades = 503;
        server.kick(shop, "drop");
      } else if (how === "lock") server.restrict(shop, new Date(Date.now() + 3_600_000));
      else if (how === "old") {
        world.minimumVersion = Number.MAX_SAFE_INTEGER;
        server.kick(shop, "drop");
      } else server.kick(shop, how);
    },
  };
}

export type Phone = ReturnType<typeof createPhone>;
