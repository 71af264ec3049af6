/** A Cloud API number at work: real HTTP to a Graph API of our own, the real route, the real database. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemDb } from "@/lib/db/clients";
import { storeUpload } from "@/lib/media/store";
import { removeChannel } from "@/lib/whatsapp/channels/changes";
import { addOurTemplates, askCloud, readSetup, renewToken } from "@/lib/whatsapp/cloud/numbers";
import { signBody } from "@/lib/whatsapp/cloud/signature";
import { actAs, openServiceSql } from "@/testing/db";
import { userDbAs } from "@/testing/user-db";
import { type CloudNumber, makeCloudNumber } from "@/testing/whatsapp/cloud-number";
import { newWamid } from "@/wa-runner/testing/graph-server/messages";
import { type GraphServer, startGraphServer } from "@/wa-runner/testing/graph-server/server";
import { messageOf, statusOf } from "@/wa-runner/testing/graph-server/webhooks";
import { eventually } from "@/wa-runner/testing/process";

const sql = openServiceSql();
let graph: GraphServer;
let shop: CloudNumber;
let door: Awaited<ReturnType<CloudNumber["listen"]>>;
let session: Awaited<ReturnType<CloudNumber["run"]>>;
let people = 0;

beforeAll(async () => {
  graph = await startGraphServer();
  shop = await makeCloudNumber(sql, graph);
  door = await shop.listen();
  session = await shop.run();
  await shop.reaches("connected");
});
afterAll(async () => {
  await session.close();
  await graph.close();
  door.close();
  // Neither words nor numbers nor keys.
  expect(shop.log()).not.toMatch(/rahsia|6019\d{7}/);
  expect(shop.log()).not.toContain(shop.secrets.token);
});

const newPhone = (): string => {
  people += 1;
  return `6019${String(Date.now() % 1e5).padStart(5, "0")}${String(people).padStart(2, "0")}`;
};
const text = (body: string) => ({ type: "text", text: { body } });

/** Somebody writes; his thread. */
async function written(content: Record<string, unknown> = text("rahsia satu"), phone = newPhone(), bsuid?: string) {
  const id = newWamid();
  await graph.tells(shop.number.phoneNumberId, messageOf({ phone, ...(bsuid ? { bsuid } : {}) }, content, id));
  return { ...(await shop.arrived(id)), phone, wamid: id };
}
const sentOf = (id: string) =>
  eventually("Meta has it", async () => graph.sent.find(({ callback }) => callback === id));
const outbox = async (id: string) => (await sql`select * from public.wa_outbox where message_id = ${id}`)[0];

describe("the address that Meta is given", () => {
  it("answers with the challenge to whoever knows the token, and to nobody else", async () => {
    const setup = await readSetup(userDbAs(shop.shop.owner), shop.shop.tenantId, shop.channelId);
    expect(setup?.callback).toContain(`/api/webhooks/whatsapp/${shop.channelId}`);
    expect(await graph.webhooks.verify(door.url, setup?.verifyToken ?? "")).toEqual({
      status: 200,
      text: "1158201444",
    });
    for (const wrong of ["", "x", `${setup?.verifyToken} `])
      expect((await graph.webhooks.verify(door.url, wrong)).status).toBe(403);
    expect(await readSetup(userDbAs(shop.shop.claims.admin), shop.shop.tenantId, shop.channelId)).toBeNull();
  });

  it("takes nothing that is not signed with this app's secret, whatever it says", async () => {
    const body = JSON.stringify({ object: "whatsapp_business_account", entry: [] });
    const right = signBody(shop.secrets.appSecret, Buffer.from(body));
    for (const signature of [null, "", "sha256=", right.slice(7), signBody("another", Buffer.from(body))])
      expect(await shop.post(body, signature)).toBe(401);
    expect(await shop.post(`${body} `, right)).toBe(401);
    const big = Buffer.alloc(4 * 2 ** 20 + 1, "x");
    expect(await shop.post(big, signBody(shop.secrets.appSecret, big))).toBe(413);
    for (const _ of [1, 2]) expect(await shop.post(body, right)).toBe(200);
    const rows =
      await sql`select body from private.wa_webhooks where channel_id = ${shop.channelId} and body = ${body}`;
    expect(rows.length).toBeLessThanOrEqual(1);
  });
});

describe("what a customer writes", () => {
  it("arrives once, under his phone and the id that Meta gave him, and marks the thread as waiting", async () => {
    const bsuid = `MY.${Date.now()}`;
    const first = await written(text("rahsia satu"), newPhone(), bsuid);
    const names = await sql`select kind, value from public.customer_identities as i where i.customer_id =
      (select c.customer_id from public.conversations as c where c.id = ${first.conversation_id}) order by kind`;
    expect([...names]).toEqual([
      { kind: "bsuid", value: bsuid },
      { kind: "phone", value: `+${first.phone}` },
    ]);
    // Later without a phone, as Meta tells it of people with a username.
    const id = newWamid();
    await graph.tells(shop.number.phoneNumberId, messageOf({ bsuid }, text("rahsia dua"), id));
    expect((await shop.arrived(id)).conversation_id).toBe(first.conversation_id);
    const kept = await eventually("it is settled", async () => {
      const [row] = await sql`
        select body, processed_at is not null as done from private.wa_webhooks where channel_id = ${shop.channelId} order by id desc limit 1`;
      return row?.["done"] ? row : undefined;
    });
    expect(kept).toEqual({ body: null, done: true });
  });

  it("may be anything Meta knows, and what we do not know is said to be that and counted", async () => {
    const phone = newPhone();
    const photo = graph.media.put(
      Buffer.from(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
        "base64",
      ),
      "image/png",
    );
    const lies = graph.media.put(Buffer.from("%PDF-1.7\n%%EOF\n"), "application/pdf", "AAAA");
    const cases: [Record<string, unknown>, unknown[]][] = [
      [{ type: "image", image: { ...graph.media.part(photo), caption: "skrin" } }, ["image", "skrin", "image/jpeg"]],
      [{ type: "document", document: graph.media.part(lies) }, ["unsupported", "", null]],
      [
        { type: "image", image: { id: "1", url: "http://169.254.169.254/latest", mime_type: "image/png" } },
        ["unsupported", "", null],
      ],
      [
        { type: "interactive", interactive: { type: "button_reply", button_reply: { id: "x:1", title: "Ya" } } },
        ["button_reply", "Ya", null],
      ],
      [
        { type: "interactive", interactive: { type: "list_reply", list_reply: { id: "x:2", title: "Isnin" } } },
        ["list_reply", "Isnin", null],
      ],
      [{ type: "button", button: { payload: "p:1", text: "Setuju" } }, ["button_reply", "Setuju", null]],
      [
        { type: "location", location: { latitude: 3.1, longitude: 101.6, name: "KLCC" } },
        ["location", "KLCC\nhttps://maps.google.com/?q=3.1,101.6", null],
      ],
      [
        { type: "contacts", contacts: [{ name: { formatted_name: "Abu" }, phones: [{ phone: "+60 12" }] }] },
        ["contact", "Abu +60 12", null],
      ],
      [
        { type: "system", system: { type: "user_changed_number", wa_id: "60191112222" } },
        ["unsupported", "+60191112222", null],
      ],
      [{ type: "unsupported", errors: [{ code: 131051 }], unsupported: { type: "poll" } }, ["unsupported", "", null]],
      [{ type: "hologram", hologram: {} }, ["unsupported", "", null]],
      [{ ...text("iklan"), referral: { source_id: "ad1", ctwa_clid: "c1" } }, ["text", "iklan", null]],
    ];
    for (const [content, expected] of cases) {
      const { kind, body, media_mime } = await written(content, phone);
      expect([kind, body, media_mime], JSON.stringify(content)).toEqual(expected);
    }
    const last = (await shop.messages()).at(-1);
    expect(last?.payload["referral"]).toEqual({ source_id: "ad1", ctwa_clid: "c1" });
    const counted = await eventually("it is counted", async () => {
      const [row] =
        await sql`select seen from private.wa_unknown where tenant_id = ${shop.shop.tenantId} and value = 'hologram'`;
      return row;
    });
    expect(Number(counted["seen"])).toBe(1);
  });

  it("is the shop's own when it comes from its phone, and nobody answers it", async () => {
    const { phone, conversation_id } = await written();
    const id = newWamid();
    await graph.tells(shop.number.phoneNumberId, {
      field: "smb_message_echoes",
      value: {
        message_echoes: [{ id, from: shop.display, to: phone, timestamp: "1795160000", ...text("dari kaunter") }],
      },
    });
    const echo = await shop.arrived(id);
    expect(echo).toMatchObject({ direction: "out", author_kind: "phone", conversation_id });
    expect(await sql`select 1 from public.concierge_turns where message_id = ${echo.id}`).toHaveLength(0);
  });

  it("for a number that is not ours is counted and dropped", async () => {
    const before = (await shop.messages()).length;
    const stranger = { ...shop.number, phoneNumberId: "999000999" };
    await graph.webhooks.tell(stranger, [messageOf({ phone: newPhone() }, text("sesat"))]);
    const [row] =
      await sql`select seen from private.wa_unknown where tenant_id = ${shop.shop.tenantId} and kind = 'number'`;
    expect(Number(row?.["seen"])).toBe(1);
    expect(await shop.messages()).toHaveLength(before);
  });

  it("of a contact with a new id joins the thread of the old one", async () => {
    const [before, after] = [`MY.a${Date.now()}`, `MY.b${Date.now()}`];
    const first = await written(text("dulu"), newPhone(), before);
    await graph.tells(shop.number.phoneNumberId, {
      field: "user_id_update",
      value: { user_id_update: [{ previous_user_id: before, user_id: after }] },
    });
    const id = newWamid();
    await graph.tells(shop.number.phoneNumberId, messageOf({ bsuid: after }, text("kini"), id));
    expect((await shop.arrived(id)).conversation_id).toBe(first.conversation_id);
  });
});

describe("what the shop sends", () => {
  it("is accepted, delivered and read, under Meta's id, with what it costs", async () => {
    const { conversation_id, phone } = await written();
    graph.webhooks.setReceipts("read");
    const id = await shop.says(conversation_id, "rahsia jawapan");
    await shop.becomes(id, "read");
    graph.webhooks.setReceipts("delivered");
    const sent = await sentOf(id);
    expect(sent).toMatchObject({ to: phone, type: "text" });
    expect((await shop.messages()).find((one) => one.id === id)?.provider_id).toBe(sent.id);
    expect((await outbox(id))?.["pricing"]).toMatchObject({ category: "service", billable: true });
  });

  it("may have buttons, a list, a file, a place, a reaction, and answer a message", async () => {
    const { conversation_id, wamid, id: asked } = await written();
    const buttons = await shop.says(conversation_id, "Setuju?", {
      kind: "buttons",
      reply_to: asked,
      payload: {
        buttons: [
          { id: "a", title: "Ya, teruskan dengan harga ini" },
          { id: "b", title: "Tidak" },
        ],
      },
    });
    expect((await sentOf(buttons)).body).toMatchObject({
      context: { message_id: wamid },
      interactive: {
        type: "button",
        action: { buttons: [{ reply: { id: "a", title: "Ya, teruskan dengan…" } }, { reply: { id: "b" } }] },
      },
    });
    const list = await shop.says(conversation_id, "Pilih", {
      kind: "list",
      payload: { button: "Masa", rows: [{ id: "1", title: "Isnin", description: "10 pagi" }] },
    });
    expect((await sentOf(list)).body).toMatchObject({ interactive: { type: "list" } });
    const place = await shop.says(conversation_id, "Kedai", {
      kind: "location",
      payload: { latitude: 3, longitude: 101 },
    });
    expect((await sentOf(place)).body).toMatchObject({ location: { latitude: 3 } });
    const [heart] = await actAs(
      sql,
      shop.shop.owner,
      (tx) => tx<{ id: string }[]>`
        select public.react(${JSON.stringify({ message_id: asked, key: crypto.randomUUID(), emoji: "❤️" })}::text::jsonb) ->> 'message_id' as id`,
    );
    expect((await sentOf(heart?.id ?? "")).body).toMatchObject({ reaction: { message_id: wamid, emoji: "❤️" } });
  });

  it("may be a file, which is uploaded first and named as it is", async () => {
    const { conversation_id } = await written();
    const bytes = Buffer.from("%PDF-1.7\n%%EOF\n");
    const db = systemDb(shop.shop.tenantId, "wa-runner");
    const place = { tenantId: shop.shop.tenantId, domain: "inbox", entityId: crypto.randomUUID() } as const;
    const stored = await storeUpload(db, { ...place, file: { bytes, name: "resit.pdf" } });
    if (!stored.ok) throw new Error(stored.code);
    graph.fail({ path: "media", how: "refuse", code: 131053 });
    const refused = await shop.says(conversation_id, "Resit", { kind: "document", media: stored.value });
    expect(await shop.becomes(refused, "failed")).toMatchObject({ error: "send.media_refused" });
    const id = await shop.says(conversation_id, "Resit", { kind: "document", media: stored.value });
    const { document } = (await sentOf(id)).body as { document?: { id: string } };
    expect(document).toMatchObject({ caption: "Resit", filename: "resit.pdf" });
    expect(graph.media.get(document?.id ?? "")?.bytes).toEqual(bytes);
    await shop.becomes(id, "delivered");
  });

  it("is known by our own id when the receipts come before the answer, and when the answer never comes", async () => {
    const { conversation_id } = await written();
    graph.webhooks.setReceipts("none");
    graph.fail({ path: "messages", how: "swallow" });
    const id = await shop.says(conversation_id, "dengar?");
    await shop.becomes(id, "unknown");
    const sent = await sentOf(id);
    await graph.tells(
      shop.number.phoneNumberId,
      statusOf({ id: sent.id, status: "delivered", to: sent.to, callback: id }),
    );
    await shop.becomes(id, "delivered");
    // The older word comes late and changes nothing.
    await graph.tells(shop.number.phoneNumberId, statusOf({ id: sent.id, status: "sent", to: sent.to, callback: id }));
    await shop.becomes(id, "delivered");
    expect((await shop.messages()).find((one) => one.id === id)?.provider_id).toBe(sent.id);
    // Sent once: what may have gone out is not sent again by itself.
    expect(graph.sent.filter(({ callback }) => callback === id)).toHaveLength(1);
    graph.webhooks.setReceipts("delivered");
  });

  it("stays failed when the failure overtakes the yes", async () => {
    const { conversation_id } = await written();
    graph.webhooks.setReceipts("none");
    const id = await shop.says(conversation_id, "tidak sampai");
    const sent = await sentOf(id);
    const said = (status: string, code?: number) =>
      graph.tells(
        shop.number.phoneNumberId,
        statusOf({ id: sent.id, status, to: sent.to, callback: id, ...(code ? { code } : {}) }),
      );
    await said("failed", 131026);
    expect(await shop.becomes(id, "failed")).toMatchObject({ error: "send.undeliverable" });
    await said("sent");
    await eventually(
      "it is taken in",
      async () =>
        (await sql`select 1 from private.wa_webhooks where channel_id = ${shop.channelId} and processed_at is null`)
          .length === 0 || undefined,
    );
    expect(await shop.becomes(id, "failed")).toMatchObject({ error: "send.undeliverable" });
    graph.webhooks.setReceipts("delivered");
  });

  it("fails by Meta's code in words that say what to do, and goes out again by itself where that helps", async () => {
    const { conversation_id } = await written();
    for (const [code, error] of [
      [131049, "send.withheld"],
      [131047, "send.window_closed"],
      [131021, "send.own_number"],
      [777777, "send.refused"],
    ] as const) {
      graph.fail({ path: "messages", how: "refuse", code });
      const id = await shop.says(conversation_id, `kod ${code}`);
      expect(await shop.becomes(id, "failed")).toMatchObject({ error });
      expect((await outbox(id))?.["detail"]).toContain(`code ${code}`);
    }
    graph.fail({ path: "messages", how: "refuse", code: 131000, status: 500 });
    const id = await shop.says(conversation_id, "sekali lagi");
    await shop.becomes(id, "delivered");
    expect(graph.sent.filter(({ callback }) => callback === id)).toHaveLength(1);
  });

  it("is held back to one contact, not to others, when it was too fast for him", async () => {
    const [fast, other] = [await written(), await written()];
    graph.fail({ path: "messages", how: "refuse", code: 131056 });
    const held = await shop.says(fast.conversation_id, "laju");
    await eventually("it waits", async () => ((await outbox(held))?.["error"] === "send.too_fast" ? true : undefined));
    await shop.becomes(await shop.says(other.conversation_id, "biasa"), "delivered");
    expect((await outbox(held))?.["state"]).toBe("queued");
  });

  it("is refused before there is a row when the customer has not written within 24 hours", async () => {
    const { conversation_id } = await written();
    await sql`update public.conversations set last_inbound_at = now() - interval '23 hours 59 minutes' where id = ${conversation_id}`;
    const before = (await shop.messages()).length;
    await expect(shop.says(conversation_id, "lewat")).rejects.toThrow("message.window_closed");
    expect(await shop.messages()).toHaveLength(before);
    await sql`update public.conversations set last_inbound_at = now() - interval '23 hours 50 minutes' where id = ${conversation_id}`;
    await shop.becomes(await shop.says(conversation_id, "sempat"), "delivered");
  });

  it("marks a thread as read and shows that somebody is typing", async () => {
    const { phone, wamid } = await written();
    await session.markRead?.({ kind: "phone", value: `+${phone}` }, wamid);
    for (const on of [true, false]) await session.typing?.({ kind: "phone", value: `+${phone}` }, wamid, on);
    expect(graph.reads.slice(-2)).toEqual([
      { messageId: wamid, typing: false },
      { messageId: wamid, typing: true },
    ]);
  });
});

describe("templates", () => {
  const templates = () =>
    sql`select name, language, status, reason from public.wa_templates where channel_id = ${shop.channelId} order by name, language`;
  const owner = () => userDbAs(shop.shop.owner);

  it("of ours are made at Meta once, judged there, and sent outside the 24 hours", async () => {
    for (const count of [14, 0])
      expect(await addOurTemplates(owner(), shop.channelId)).toEqual({ ok: true, value: { count } });
    await eventually("Meta has them", async () =>
      graph.templates.of(shop.number.waba).length === 14 ? true : undefined,
    );
    await eventually("we know", async () =>
      (await templates()).every(({ status }) => status === "PENDING") ? true : undefined,
    );
    const { conversation_id } = await written();
    await sql`update public.conversations set last_inbound_at = now() - interval '3 days' where id = ${conversation_id}`;
    const send = () => shop.sendsTemplate(conversation_id, "ticket_ready_v1", ["Aminah", "A54", "Bangi", "R-1"]);
    await expect(send()).rejects.toThrow("template.not_approved");
    graph.templates.judge(shop.number.waba, "ticket_ready_v1", "ms", "APPROVED");
    await eventually("we know", async () =>
      (await templates()).find((one) => one["name"] === "ticket_ready_v1" && one["language"] === "ms")?.["status"] ===
      "APPROVED"
        ? true
        : undefined,
    );
    const id = await send();
    expect((await sentOf(id)).body).toMatchObject({
      template: {
        name: "ticket_ready_v1",
        language: { code: "ms" },
        components: [{ type: "body", parameters: [{ text: "Aminah" }, {}, {}, {}] }],
      },
    });
    await shop.becomes(id, "delivered");
  });

  it("that Meta no longer has are shown as gone", async () => {
    graph.templates.of(shop.number.waba).splice(0, 1);
    expect(await askCloud(owner(), shop.channelId, "templates")).toMatchObject({ ok: true });
    await eventually("we know", async () =>
      (await templates()).filter(({ status }) => status === "DELETED").length === 1 ? true : undefined,
    );
  });

  it("with offers do not go to who has stopped them, and a stop ends the shop's consent too", async () => {
    const { conversation_id, phone } = await written();
    await sql`insert into public.wa_templates (tenant_id, channel_id, name, language, category, status, body) values (${shop.shop.tenantId}, ${shop.channelId}, 'jualan_1', 'ms', 'MARKETING', 'APPROVED', 'Jualan hari ini')`;
    const [row] = await sql<
      { customer_id: string }[]
    >`select customer_id from public.conversations where id = ${conversation_id}`;
    const agree = () =>
      sql`insert into public.consents (tenant_id, customer_id, purpose, granted, source, text_version) values (${shop.shop.tenantId}, ${row?.customer_id ?? ""}, 'marketing', true, 'counter', 'stop-1')`;
    const offer = () => shop.sendsTemplate(conversation_id, "jualan_1");
    await expect(offer()).rejects.toThrow("customer.no_marketing");
    await agree();
    await shop.becomes(await offer(), "delivered");
    const stop = {
      field: "user_preferences",
      value: {
        user_preferences: [{ wa_id: phone, category: "marketing_messages", value: "stop", timestamp: 1795160090 }],
      },
    };
    for (const _ of [1, 2]) await graph.tells(shop.number.phoneNumberId, stop);
    const stops = () =>
      sql`select 1 from public.consents where customer_id = ${row?.customer_id ?? ""} and not granted`;
    await eventually("it is heeded", async () => ((await stops()).length > 0 ? true : undefined));
    expect(await stops()).toHaveLength(1);
    // Agreeing at the counter does not undo what he told WhatsApp.
    await agree();
    await expect(offer()).rejects.toThrow("customer.no_marketing");
    await shop.becomes(await shop.says(conversation_id, "perkhidmatan"), "delivered");
  });
});

it("forgets what Meta told of a person who is erased", async () => {
  const { conversation_id, phone } = await written({ type: "hologram", text: { body: "rahsia" } });
  const stop = { wa_id: phone, category: "marketing_messages", value: "stop", timestamp: 1_795_160_090 };
  await graph.tells(shop.number.phoneNumberId, { field: "user_preferences", value: { user_preferences: [stop] } });
  const left = async () => {
    const [row] = await sql`
      select (select count(*)::int from private.wa_webhooks where channel_id = ${shop.channelId} and body like ${`%${phone}%`}) as told,
        (select count(*)::int from private.wa_webhooks where channel_id = ${shop.channelId} and processed_at is null) as waiting,
        (select count(*)::int from private.wa_preferences where channel_id = ${shop.channelId} and value = ${`+${phone}`}) as wishes`;
    return row;
  };
  await eventually(
    "it is taken in",
    async () => ((await left())?.["wishes"] === 1 && (await left())?.["waiting"] === 0) || undefined,
  );
  expect(await left()).toMatchObject({ told: 1 });
  await sql`update public.conversations set status = 'closed', waiting_since = null where id = ${conversation_id}`;
  await actAs(
    sql,
    shop.shop.owner,
    (tx) =>
      tx`select public.erase_customer(c.customer_id, 'Aminah') from public.conversations as c where c.id = ${conversation_id}`,
  );
  expect(await left()).toEqual({ told: 0, waiting: 0, wishes: 0 });
});

describe("the number itself", () => {
  it("says that the token is no longer good, holds what is to be sent, and goes on with a new one", async () => {
    const { conversation_id } = await written();
    const token = `EAAG${crypto.randomUUID()}`;
    shop.number.token = token;
    const id = await shop.says(conversation_id, "tunggu");
    await shop.reaches("needs_reauth", "token");
    await eventually("it waits", async () => ((await outbox(id))?.["state"] === "queued" ? true : undefined));
    expect(
      await renewToken(userDbAs(shop.shop.claims.admin), shop.shop.tenantId, { id: shop.channelId, token }),
    ).toMatchObject({ code: "auth.forbidden" });
    expect(
      await renewToken(userDbAs(shop.shop.owner), shop.shop.tenantId, { id: shop.channelId, token }),
    ).toMatchObject({ ok: true });
    await shop.reaches("connected");
    await sql`update public.wa_outbox set next_at = now() where message_id = ${id}`;
    await shop.becomes(id, "delivered");
    shop.secrets.token = token;
  });

  it("keeps its secrets from everybody", async () => {
    for (const table of ["private.secrets", "private.cloud_numbers", "private.wa_webhooks"])
      await expect(
        actAs(sql, shop.shop.owner, (tx) => tx.unsafe(`select 1 from ${table}`)),
        table,
      ).rejects.toThrow("permission denied");
    const [settings] = await sql`select settings::text as text from public.channels where id = ${shop.channelId}`;
    expect(settings?.["text"]).not.toContain(shop.secrets.appSecret);
  });

  it("belongs to one shop", async () => {
    const options = { phoneNumberId: shop.number.phoneNumberId };
    await expect(makeCloudNumber(sql, graph, options)).rejects.toThrow("channel.number_taken");
    graph.addNumber({ ...shop.number, token: shop.secrets.token });
  });

  it("is free for another shop once it is removed, and nothing of it opens anything any more", async () => {
    const old = await makeCloudNumber(sql, graph);
    const { phoneNumberId } = old.number;
    const body = JSON.stringify({ object: "whatsapp_business_account", entry: [] });
    const post = () => old.post(body, signBody(old.secrets.appSecret, Buffer.from(body)));
    expect(await post()).toBe(200);
    expect(await removeChannel(userDbAs(old.shop.owner), old.channelId)).toMatchObject({ ok: true });
    expect(await post()).toBe(401);
    const [left] = await sql`
      select (select count(*)::int from private.secrets where ref = ${old.channelId}) as secrets,
        (select count(*)::int from private.wa_webhooks where channel_id = ${old.channelId}) as told`;
    expect(left).toEqual({ secrets: 0, told: 0 });
    expect((await makeCloudNumber(sql, graph, { phoneNumberId })).channelId).not.toBe(old.channelId);
  });
});
