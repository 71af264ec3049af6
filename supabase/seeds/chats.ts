/** Plays the scripts of chat-scripts.ts with the shop's own figures. */
import type { Cite, Heard, Media } from "./chat";
import type { Line, Script } from "./chat-scripts";
import type { Patron } from "./patrons";
import { openAgo, type Scene } from "./scene";
import { shelfKey } from "./shop";
import { concierge as conciergeToken } from "./stage";
import { after, daysBefore } from "./timeline";
import { concierge } from "./words";

export function planChat(scene: Scene, script: Script, patron: Patron): void {
  const { stage, shop, chat, timeline } = scene;
  const random = scene.random.fork();
  const { outlet } = patron;
  const here: Cite = { table: "outlets", id: outlet.id, label: outlet.name };
  const agent = shop.worker("agent", outlet);
  const length = script.lines.reduce((sum, line) => sum + ("wait" in line ? (line.wait ?? 1.5) : 0.2), 0);
  const start =
    script.waiting !== undefined
      ? after(scene.now, -(script.waiting + length))
      : script.night
        ? // 22:00 in Malaysia.
          new Date(
            Math.floor(daysBefore(scene.now, random.int(2, 25)).getTime() / 86_400_000) * 86_400_000 +
              14 * 3_600_000 +
              random.int(0, 5_000_000),
          )
        : openAgo(scene, random, random.int(300, 12_000));
  let heard: Heard | null = null;
  let clock = start;

  function answer(line: Extract<Line, { from: "concierge" }>): { body: string; cites: Cite[] } {
    const { locale } = script;
    if (line.handover !== undefined) return { body: concierge.handover(locale, patron.name, line.handover), cites: [] };
    const product = shop.products.get(line.about ?? "");
    if (product) {
      const isStocked = product.kind === "product" && (shop.shelf.get(shelfKey(outlet, product.sku)) ?? 0) > 0;
      const cites = [{ table: "products", id: product.id, label: product.name }, ...(isStocked ? [here] : [])];
      return { body: concierge.price(locale, product, isStocked ? outlet.name : null), cites };
    }
    if (line.intent === "hours_address") {
      const address = `${outlet.address}, ${outlet.postcode} ${outlet.city}`;
      return { body: concierge.hours(locale, { name: outlet.name, address, phone: outlet.phone }), cites: [here] };
    }
    const whole = { table: "tenants", id: shop.tenantId, label: shop.plan.name };
    return {
      body: line.intent === "stop" ? concierge.stopped(locale, shop.plan.name) : concierge.welcome(locale, patron.name),
      cites: [whole],
    };
  }

  function attachment(): Media {
    const picture = scene.album.take("phone", "cracked", "before");
    const path = `${shop.tenantId}/inbox/${random.uuid()}/IMG-${random.int(1000, 9999)}.jpg`;
    scene.uploads.push({ path, bytes: picture.bytes });
    return { path, mime: "image/jpeg", bytes: picture.bytes.byteLength, name: path.split("/").at(-1) ?? "IMG.jpg" };
  }

  async function play(at: Date, line: Line, previous: Line | undefined) {
    if (line.from === "customer") {
      // Two in a row: the first one has had no answer of its own.
      heard = await chat.hear(
        at,
        patron,
        outlet,
        line.picture ? { kind: "image", body: line.text, media: attachment() } : { body: line.text },
      );
      return;
    }
    if (heard === null) throw new Error("A conversation begins with the customer.");
    if (line.from === "concierge") {
      if (line.intent === "stop") await stage.run(at, conciergeToken(shop.tenantId), "opt_out", [heard.message_id]);
      await chat.answer(at, heard, {
        intent: line.intent,
        ...answer(line),
        ...(line.handover === undefined ? {} : { handover: line.handover }),
      });
    } else if (line.from === "staff") {
      if (previous?.from === "customer") await chat.silent(at, heard, "muted");
      await chat.reply(at, agent, heard.conversation_id, line.text);
    } else if (line.from === "note") {
      await chat.note(at, agent, heard.conversation_id, line.text);
    } else if (line.from === "release") {
      await chat.change(at, agent, heard.conversation_id, { concierge: "on", read: true });
    } else {
      await chat.change(at, agent, heard.conversation_id, { status: "closed" });
    }
  }

  for (const [index, line] of script.lines.entries()) {
    clock = after(clock, "wait" in line ? (line.wait ?? 1.5) : line.from === "concierge" ? 0.06 : 0.5);
    timeline.plan(clock, (at) => play(at, line, script.lines[index - 1]));
  }
  // Whatever is left over when the thread ends was heard while the concierge was silent.
  timeline.plan(after(clock, 0.1), async (at) => {
    await stage.owner(at);
    const open = await stage.sql<{ message_id: string; conversation_id: string }[]>`
      select t.message_id, t.conversation_id from public.concierge_turns as t
        join public.messages as m on m.id = t.message_id
       where t.tenant_id = ${shop.tenantId} and t.state = 'queued' and m.conversation_id = ${heard?.conversation_id ?? null}`;
    for (const turn of open) await chat.silent(at, turn, "muted");
  });
}
