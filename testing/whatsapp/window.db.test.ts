/** What the shop has to say outside the 24 hours: in words that Meta has approved, or not at all; the work goes on either way. */
import { beforeAll, describe, expect, it } from "vitest";
import { call, conciergeOf, type Desk, estimateInput, makeDesk } from "@/lib/repairs/test-desk";
import { OUR_TEMPLATES } from "@/lib/whatsapp/templates/ours";
import { actAs, openServiceSql } from "@/testing/db";

const sql = openServiceSql();
const PHONE = "+60121110001";
let desk: Desk;
let channelId = "";

beforeAll(async () => {
  desk = await makeDesk(sql);
  const [channel] = await sql<{ id: string }[]>`
    update public.channels set kind = 'cloud' where tenant_id = ${desk.shop.tenantId} returning id`;
  channelId = channel?.id ?? "";
});

const lastOut = async () =>
  (
    await sql`select kind, body, payload from public.messages where channel_id = ${channelId} and direction = 'out' order by seq desc limit 1`
  )[0];
const close = () =>
  sql`update public.conversations set last_inbound_at = now() - interval '2 days' where channel_id = ${channelId}`;
const approve = (...names: string[]) => sql`
  insert into public.wa_templates ${sql(
    OUR_TEMPLATES.filter(({ name }) => names.includes(name)).map(({ name, language, category, body }) => ({
      tenant_id: desk.shop.tenantId,
      channel_id: channelId,
      name,
      language,
      category,
      body,
      status: "APPROVED",
    })),
  )}`;
const repairing = async (id: string) => {
  for (const status of ["diagnosing", "repairing"])
    await actAs(sql, desk.technician, (tx) => tx`select public.set_ticket_status(${id}, ${status})`);
};
const ready = (id: string) => call(sql, desk.technician, "mark_ready", { ticket_id: id, body: "Sudah siap {number}" });

describe("outside the 24 hours", () => {
  it("a device becomes ready though nothing can be said of it", async () => {
    const { id, message_id } = await desk.openTicket({ ack: "Terima kasih {number}" });
    expect(message_id).toBeNull();
    await repairing(id);
    expect(await ready(id)).toMatchObject({ status: "ready", message_id: null });
    expect(await lastOut()).toBeUndefined();
  });

  it("the customer hears of it by a template, in her language", async () => {
    await approve("ticket_ready_v1", "estimate_v1");
    const { id, number } = await desk.openTicket();
    await repairing(id);
    await ready(id);
    expect(await lastOut()).toMatchObject({
      kind: "template",
      body: `Salam Aminah, peranti anda (Samsung Galaxy A54) sudah siap dan boleh diambil di Cawangan Utama. Nombor tiket: ${number}. Terima kasih.`,
      payload: {
        template: {
          name: "ticket_ready_v1",
          language: "ms",
          params: ["Aminah", "Samsung Galaxy A54", "Cawangan Utama", number],
        },
      },
    });
  });

  it("a price goes out with its link, and the same press twice is one message", async () => {
    const { id } = await desk.openTicket();
    const input = estimateInput(id, 18_000, {
      message: { body: "Anggaran {number}: https://kedai.test/a/{token}", approve: "Setuju", decline: "Tak setuju" },
    });
    for (const _ of [1, 2]) await call(sql, desk.technician, "propose_estimate", input);
    const rows = await sql`
      select body from public.messages where channel_id = ${channelId} and payload #>> '{template,name}' = 'estimate_v1'`;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.["body"]).toMatch(/RM 180\.00\. Semak dan jawab di https:\/\/kedai\.test\/a\/[0-9a-f]{36} atau/);
  });

  it("what the customer has just written opens them again", async () => {
    await desk.receive(PHONE, { body: "Hai" });
    const { id } = await desk.openTicket();
    await repairing(id);
    await ready(id);
    expect(await lastOut()).toMatchObject({ kind: "text" });
  });

  it("the concierge hands over what it may no longer answer", async () => {
    const messageId = await desk.receive(PHONE, { body: "Sudah siap?" });
    await close();
    const [turn] = await sql<{ id: string }[]>`select id from public.concierge_turns where message_id = ${messageId}`;
    await actAs(
      sql,
      conciergeOf(desk.shop.tenantId),
      (tx) =>
        tx`select public.finish_turn(${JSON.stringify({ turn_id: turn?.id, outcome: "answer", intent: "status", engine: "rules", body: "Sudah." })}::text::jsonb)`,
    );
    const [thread] =
      await sql`select concierge, handover_reason, waiting_since is not null as waits from public.conversations where channel_id = ${channelId} and merged_into is null limit 1`;
    expect(thread).toEqual({ concierge: "handed_over", handover_reason: "window_closed", waits: true });
  });

  describe("staff", () => {
    const thread = async () =>
      (
        await sql`select id from public.conversations where channel_id = ${channelId} and merged_into is null limit 1`
      )[0]?.["id"];
    const templateId = async (language: string) =>
      (
        await sql`select id from public.wa_templates where channel_id = ${channelId} and name = 'ticket_ready_v1' and language = ${language}`
      )[0]?.["id"];
    const agent = () => desk.shop.claims.agent;
    const params = ["Aminah", "Samsung A54", "Bangi", "R-1"];

    it("cannot write freely, nor pass words off as a template", async () => {
      await close();
      const conversation_id = await thread();
      const key = () => crypto.randomUUID();
      const [seen] = await actAs(
        sql,
        agent(),
        (tx) => tx`select public.inbox_thread(${conversation_id}) #>> '{conversation,window_open}' as open`,
      );
      expect(seen?.["open"]).toBe("false");
      await expect(
        call(sql, agent(), "reply", { conversation_id, key: key(), kind: "text", body: "Hai" }),
      ).rejects.toThrow("message.window_closed");
      const payload = { template: { name: "ticket_ready_v1", language: "ms", params } };
      await expect(
        call(sql, agent(), "reply", { conversation_id, key: key(), kind: "template", body: "Hai", payload }),
      ).rejects.toThrow("input.invalid");
    });

    it("send a template with its places filled, once however often it is pressed", async () => {
      const input = { conversation_id: await thread(), key: crypto.randomUUID(), template_id: await templateId("ms") };
      for (const wrong of [
        [],
        params.slice(1),
        [...params, "x"],
        [...params.slice(1), " \n "],
        [...params.slice(1), "x".repeat(201)],
      ])
        await expect(call(sql, agent(), "send_template", { ...input, params: wrong })).rejects.toThrow(/input\./);
      const first = await call(sql, agent(), "send_template", { ...input, params });
      expect(await call(sql, agent(), "send_template", { ...input, params })).toEqual(first);
      expect(await lastOut()).toMatchObject({
        kind: "template",
        body: "Salam Aminah, peranti anda (Samsung A54) sudah siap dan boleh diambil di Bangi. Nombor tiket: R-1. Terima kasih.",
        payload: { template: { name: "ticket_ready_v1", language: "ms", params } },
      });
      const other = await makeDesk(sql);
      const [foreign] = await sql<{ id: string }[]>`
        insert into public.wa_templates (tenant_id, channel_id, name, language, category, status, body)
        select tenant_id, id, 'ticket_ready_v1', 'ms', 'UTILITY', 'APPROVED', 'Milik orang lain' from public.channels where tenant_id = ${other.shop.tenantId} limit 1 returning id`;
      const stranger = { ...input, key: crypto.randomUUID(), params: [] };
      await expect(
        call(sql, agent(), "send_template", { ...stranger, template_id: foreign?.id ?? "" }),
      ).rejects.toThrow("input.not_found");
      await expect(call(sql, other.shop.claims.agent, "send_template", { ...stranger, params })).rejects.toThrow(
        /input\.not_found|auth\./,
      );
      await expect(call(sql, desk.shop.claims.technician, "send_template", { ...stranger, params })).rejects.toThrow(
        "auth.forbidden",
      );
      await sql`update public.wa_templates set status = 'PAUSED' where id = ${input.template_id ?? ""}`;
      await expect(call(sql, agent(), "send_template", { ...input, key: crypto.randomUUID(), params })).rejects.toThrow(
        "template.not_approved",
      );
    });
  });
});
