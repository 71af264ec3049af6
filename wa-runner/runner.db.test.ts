/** A real wa-runner against a stack of its own: it claims everybody's messages, so it must not stand beside other tests. */

import { setTimeout as delay } from "node:timers/promises";
import type { Sql } from "postgres";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call } from "@/lib/repairs/test-desk";
import { addPhone, markRead, networkSql, readThread, setOnline } from "@/lib/whatsapp/simulator-network";
import { actAs } from "@/testing/db";
import { startTestStack, type TestStack } from "@/testing/stack";
import { eventually, type RunnerProcess, startRunnerProcess } from "@/wa-runner/testing/process";
import { makeShopChat } from "@/wa-runner/testing/shop-chat";

type ShopChat = Awaited<ReturnType<typeof makeShopChat>>;

let stack: TestStack;
let sql: Sql;
let network: Sql;
let runner: RunnerProcess;
let shop: ShopChat;

beforeAll(async () => {
  stack = await startTestStack();
  sql = stack.serviceSql;
  network = networkSql(stack.databaseUrl, 4);
  runner = await startRunnerProcess(stack.environment);
  shop = await makeShopChat(sql, network);
}, 90_000);

afterAll(async () => {
  await runner?.kill();
  await network?.end({ timeout: 1 });
  await stack?.stop();
});

const arrived = (phone: string, count: number, seconds?: number) =>
  eventually(
    `${count} messages arrive`,
    async () => {
      const rows = await shop.received(phone);
      return rows.length >= count && rows.every(({ payload }) => payload["media"] !== "pending") ? rows : undefined;
    },
    seconds,
  );
const hasStatus = (message: string, status: string, seconds?: number) =>
  eventually(`message is ${status}`, async () => ((await shop.status(message)) === status ? true : undefined), seconds);

describe("what a customer writes", () => {
  it("becomes a customer, a thread and a message, and he sees that it arrived", async () => {
    const phone = shop.newPhone();
    await shop.write(phone, { body: "Salam, skrin saya pecah 😭", name: "Aina" });
    const [message] = await arrived(phone, 1);
    expect(message).toMatchObject({ kind: "text", body: "Salam, skrin saya pecah 😭" });
    const [conversation] = await sql`
      select c.unread, c.status, k.name from public.conversations as c join public.customers as k on k.id = c.customer_id
      join public.messages as m on m.conversation_id = c.id where m.id = ${message?.id ?? ""}`;
    expect(conversation).toMatchObject({ unread: 1, status: "open", name: "Aina" });
    const told = await sql`
      select actor, person_id, request_id, after from public.audit_log
       where tenant_id = ${shop.tenantId} and table_name = 'customers' and action = 'insert' and request_id like 'message-%'`;
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ actor: "wa-runner", person_id: "system:wa-runner", after: { name: "[hidden]" } });
    await eventually("second tick", async () => {
      const [row] = await network`select delivered_at from simulator.messages where id = ${message?.provider_id ?? ""}`;
      return row?.["delivered_at"] ?? undefined;
    });
  });

  it("is seen to be read on his phone, once staff have looked at it", async () => {
    const phone = shop.newPhone();
    await shop.write(phone, { body: "Ada orang?" });
    await shop.write(phone, { body: "Helo" });
    await arrived(phone, 2);
    const readAt = async () =>
      (await readThread(network, phone, shop.channel.address)).flatMap(({ readAt: at }) => (at ? [at.getTime()] : []));
    expect(await readAt()).toEqual([]);
    const conversation = await shop.conversationWith(phone);
    const look = () =>
      actAs(sql, shop.owner, (tx) => tx`select public.update_conversation(${conversation}, '{"read": true}')`);
    await look();
    const seen = await eventually("blue ticks", async () => {
      const ticks = await readAt();
      return ticks.length === 2 ? ticks : undefined;
    });
    await look();
    await delay(500);
    expect(await readAt()).toEqual(seen);
  });

  it("is stored once, however often the network offers it", async () => {
    const phone = shop.newPhone();
    const id = crypto.randomUUID();
    await Promise.all([1, 2, 3].map(() => shop.write(phone, { id, body: "sekali sahaja" })));
    await arrived(phone, 1);
    for (let again = 0; again < 3; again += 1) {
      await network`select simulator.tell_shop(${shop.channel.address}, 'message', (select seq from simulator.messages where id = ${id}))`;
    }
    await shop.write(phone, { body: "penanda" });
    await arrived(phone, 2);
    expect((await shop.received(phone)).map((row) => row.body)).toEqual(["sekali sahaja", "penanda"]);
  });

  it("keeps its order per thread in a burst of several phones", async () => {
    const phones = Array.from({ length: 5 }, () => shop.newPhone());
    for (let n = 0; n < 8; n += 1) await Promise.all(phones.map((phone) => shop.write(phone, { body: `mesej ${n}` })));
    for (const phone of phones) {
      const rows = await arrived(phone, 8);
      expect(rows.map((row) => row.body)).toEqual(Array.from({ length: 8 }, (_, n) => `mesej ${n}`));
    }
  });

  it("is ignored when it is an echo of the shop's own number", async () => {
    await shop.write(shop.channel.address, { body: "gema" });
    await eventually("the network is told", async () => {
      const [row] =
        await network`select count(*)::int as n from simulator.events where shop = ${shop.channel.address} and acked_at is null`;
      return row?.["n"] === 0 ? true : undefined;
    });
    const rows = await sql`select 1 from public.messages where tenant_id = ${shop.tenantId} and body = 'gema'`;
    expect(rows).toHaveLength(0);
    expect(await sql`select 1 from public.customer_identities where value = ${shop.channel.address}`).toHaveLength(0);
  });

  it("may be 8 kB, right-to-left, full of controls, or half a character", async () => {
    const phone = shop.newPhone();
    const long = "ß".repeat(8000);
    await shop.write(phone, { body: long });
    await shop.write(phone, { body: `${"x".repeat(9000)}` });
    await shop.write(phone, { body: "\u202Eتجربة\u0007 abc" });
    const rows = await arrived(phone, 3);
    expect(rows[0]?.body).toBe(long);
    expect(rows[1]).toMatchObject({ body: "x".repeat(8000), payload: { truncated: true } });
    expect(rows[2]?.body).toBe("تجربة abc");
  });

  it("brings photos, voice notes and documents into Storage, cleaned; what is dangerous is only told", async () => {
    const phone = shop.newPhone();
    const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: "#a33" } })
      .withExif({ IFD0: { Copyright: "rahsia" } })
      .jpeg()
      .toBuffer();
    const voice = Buffer.alloc(200);
    voice.write("OggS", 0);
    voice.write("OpusHead", 28);
    const pdf = new TextEncoder().encode("%PDF-1.7\n%%EOF\n");
    const html = new TextEncoder().encode("<!doctype html><script>alert(1)</script>");
    await shop.write(phone, {
      body: "ini gambarnya",
      file: { bytes: photo, mime: "image/jpeg", name: "../skrin pecah.jpg" },
    });
    await shop.write(phone, { body: "", file: { bytes: voice, mime: "audio/ogg", name: "ptt.ogg" } });
    await shop.write(phone, { body: "", file: { bytes: pdf, mime: "application/pdf", name: "resit.pdf" } });
    await shop.write(phone, { body: "buka ini", file: { bytes: html, mime: "image/jpeg", name: "gambar.jpg" } });
    const rows = await arrived(phone, 4);
    expect(rows.map((row) => [row.kind, row.media_mime, row.payload])).toEqual([
      ["image", "image/jpeg", {}],
      ["audio", "audio/ogg", {}],
      ["document", "application/pdf", {}],
      ["unsupported", null, { reason: "media.type" }],
    ]);
    expect(rows[0]?.media_path).toBe(`${shop.tenantId}/inbox/${rows[0]?.provider_id}/skrin-pecah.jpg`);
    const stored = await fetch(`${stack.apiUrl}/storage/v1/object/media/${rows[0]?.media_path}`, {
      headers: { apikey: stack.secretKey, authorization: `Bearer ${stack.secretKey}` },
    });
    expect(stored.status).toBe(200);
    expect(Buffer.from(await stored.arrayBuffer()).includes("rahsia")).toBe(false);
  });

  it("waits in the network while wa-runner is down", async () => {
    await runner.terminate();
    const phone = shop.newPhone();
    await shop.write(phone, { body: "ada orang?" });
    await shop.write(phone, { body: "helo" });
    runner = await startRunnerProcess(stack.environment);
    expect((await arrived(phone, 2)).map((row) => row.body)).toEqual(["ada orang?", "helo"]);
  });
});

describe("what the shop sends", () => {
  it("may be a thumb under what he wrote, changed and taken back", async () => {
    const phone = shop.newPhone();
    await shop.write(phone, { body: "Terima kasih!" });
    const [message] = await arrived(phone, 1);
    const press = (emoji: string) =>
      call(sql, shop.owner, "react", { message_id: message?.id, key: crypto.randomUUID(), emoji });
    const thread = () => readThread(network, phone, shop.channel.address);
    for (const emoji of ["👍", "🙏", ""]) {
      await press(emoji);
      await eventually(`he sees "${emoji}"`, async () => ((await thread())[0]?.reaction === emoji ? true : undefined));
    }
    expect(await thread()).toHaveLength(1);
  });

  it("goes queued → sent → delivered → read, and arrives in order", async () => {
    const phone = shop.newPhone();
    const conversation = await shop.conversationWith(phone);
    const ids: string[] = [];
    for (let n = 0; n < 10; n += 1) ids.push(await shop.send(conversation, `jawapan ${n}`));
    await hasStatus(ids.at(-1) ?? "", "delivered");
    expect((await shop.onPhone(phone)).map((message) => [message.id, message.body])).toEqual(
      ids.map((id, n) => [id, `jawapan ${n}`]),
    );
    await markRead(network, phone, shop.channel.address);
    for (const id of ids) await hasStatus(id, "read");
  });

  it("is only sent while the phone is in airplane mode, and delivered afterwards", async () => {
    const phone = shop.newPhone();
    await addPhone(network, phone, null);
    await setOnline(network, phone, false);
    const id = await shop.send(await shop.conversationWith(phone), "dah siap");
    await hasStatus(id, "sent");
    expect(await shop.onPhone(phone)).toEqual([]);
    await setOnline(network, phone, true);
    await hasStatus(id, "delivered");
  });

  it("fails for good when the number is not on WhatsApp, with a reason, and does not hold up the next message", async () => {
    const phone = shop.newPhone();
    await addPhone(network, phone, null);
    await network`update simulator.phones set registered = false where number = ${phone}`;
    const conversation = await shop.conversationWith(phone);
    const first = await shop.send(conversation, "satu");
    const second = await shop.send(conversation, "dua");
    await hasStatus(first, "failed");
    await hasStatus(second, "failed");
    const [row] = await sql`select error from public.messages where id = ${first}`;
    expect(row?.["error"]).toBe("send.not_on_whatsapp");
  });

  it("is one message on the phone though the runner was killed between sending and noting it", async () => {
    const phone = shop.newPhone();
    await addPhone(network, phone, null);
    const conversation = await shop.conversationWith(phone);
    const held = await sql.reserve();
    try {
      // The phone's row is locked: the runner stands inside its send.
      await held`begin`;
      await held`select 1 from simulator.phones where number = ${phone} for update`;
      const id = await shop.send(conversation, "sekali, walau apa pun");
      await eventually("claimed", async () => {
        const [row] = await sql`select state from public.wa_outbox where message_id = ${id}`;
        return row?.["state"] === "claimed" ? true : undefined;
      });
      // Now the message's row is locked as well: it will be sent, and the note of it will wait.
      const [, blocker] = await Promise.all([held`select 1`, sql.reserve()]);
      await blocker`begin`;
      await blocker`select 1 from public.messages where id = ${id} for update`;
      await held`commit`;
      await eventually("on the phone", async () => ((await shop.onPhone(phone)).length === 1 ? true : undefined));
      await runner.kill();
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and pid <> pg_backend_pid()`;
      await blocker`rollback`;
      blocker.release();
      expect(await shop.status(id)).toBe("queued");
      await sql`update public.wa_outbox set claimed_until = now() - interval '1 second' where message_id = ${id}`;
      runner = await startRunnerProcess(stack.environment);
      await hasStatus(id, "delivered");
      expect(await shop.onPhone(phone)).toHaveLength(1);
      const [row] = await sql`select attempts, state from public.wa_outbox where message_id = ${id}`;
      expect(row).toMatchObject({ attempts: 2, state: "delivered" });
    } finally {
      held.release();
    }
  }, 60_000);
});

describe("the database is away for 10 seconds", () => {
  it("loses nothing and doubles nothing, in both directions", async () => {
    const phone = shop.newPhone();
    const conversation = await shop.conversationWith(phone);
    const ids: string[] = [];
    for (let n = 0; n < 15; n += 1) {
      await shop.write(phone, { body: `masuk ${n}` });
      ids.push(await shop.send(conversation, `keluar ${n}`));
    }
    await stack.loseDatabase(10_000);
    const rows = await arrived(phone, 15, 30);
    expect(rows.map((row) => row.body)).toEqual(Array.from({ length: 15 }, (_, n) => `masuk ${n}`));
    // A claim that fell into the outage lapses after 30 s.
    for (const id of ids) await hasStatus(id, "delivered", 45);
    expect((await shop.onPhone(phone)).map((message) => message.body)).toEqual(
      Array.from({ length: 15 }, (_, n) => `keluar ${n}`),
    );
    await shop.write(phone, { body: "selepas" });
    await arrived(phone, 16);
    const health = await fetch(`${stack.runnerUrl}/health`);
    expect(health.status).toBe(200);
  }, 120_000);
});

describe("the process", () => {
  it("tells its health and figures without any customer's data", async () => {
    const health = await fetch(`${stack.runnerUrl}/healthz`);
    expect(await health.json()).toMatchObject({ status: "ok", checks: { database: "ok", api: "ok", channels: "ok" } });
    const metrics = await (await fetch(`${stack.runnerUrl}/metrics`)).text();
    expect(metrics).toMatch(/^voltura_outbox_backlog \d+$/m);
    expect(metrics).toMatch(/^voltura_channels\{state="connected"\} \d+$/m);
    expect(metrics).toMatch(/^voltura_outbox_oldest_seconds \d+$/m);
    expect(metrics).toMatch(/^voltura_sessions\{kind="simulator",state="connected"\} [1-9]\d*$/m);
    expect(metrics).toMatch(/^voltura_session_memory_bytes [1-9]\d+$/m);
    expect(metrics).toMatch(/^voltura_inbound_seconds_count [1-9]\d*$/m);
    expect(metrics).not.toContain("+60");
  });

  it("follows a number that is paused and resumed", async () => {
    const phone = shop.newPhone();
    const conversation = await shop.conversationWith(phone);
    await sql`update public.channels set paused_at = now() where id = ${shop.channel.id}`;
    await eventually("disconnected", async () => {
      const metrics = await (await fetch(`${stack.runnerUrl}/metrics`)).text();
      return metrics.includes('voltura_channels{state="connected"} 0') ? true : undefined;
    });
    const id = await shop.send(conversation, "nombor dijeda");
    await delay(500);
    const [row] = await sql`select state, attempts from public.wa_outbox where message_id = ${id}`;
    expect(row).toMatchObject({ state: "queued", attempts: 0 });
    await sql`update public.channels set paused_at = null where id = ${shop.channel.id}`;
    await shop.write(phone, { body: "hidup semula" });
    await arrived(phone, 1);
    await hasStatus(id, "delivered", 20);
  }, 40_000);

  it("never writes a phone number or a word of a message into its log", () => {
    expect(runner.log()).not.toMatch(/\+6011|mesej|jawapan|rahsia|masuk \d|keluar \d|sekali/);
    expect(runner.log()).toContain("listening");
  });

  it("ends cleanly on SIGTERM", async () => {
    const { code, ms } = await runner.terminate();
    expect(code).toBe(0);
    expect(ms).toBeLessThan(3000);
  });
});
