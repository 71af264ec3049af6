/** Conversations and messages. */
import { demand, refused } from "../attempt";
import { asRequest, audited, demandEntry, type Probe } from "../generic";
import { freshRow, insertRow, type Row, rowsOf, updateRow } from "../rows";

const conversationsGuard: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const row = await freshRow(tx, catalog, trigger.table, { status: "closed" });
  await refused(tx, "conversation.bad_transition", "closed → pending", (inner) =>
    updateRow(inner, table, row, { status: "pending" }),
  );
  const after = await updateRow(tx, table, row, { status: "open", updated_at: "2001-01-01T00:00:00Z" });
  demand(!String(after["updated_at"]).startsWith("2001-"), "an update may set updated_at to anything");
};

const conversationsAudit: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  await asRequest(tx);
  const row = await freshRow(tx, catalog, trigger.table, { status: "open", concierge: "on" });
  const quiet = await audited(tx, trigger.table, () => updateRow(tx, table, row, { unread: 9, preview: "probe" }));
  demand(quiet.length === 0, "what only a message changed is in the log");
  const [customer] = await rowsOf(
    tx,
    "public.customers",
    `tenant_id = '${row["tenant_id"]}' and id <> '${row["customer_id"]}'`,
    1,
  );
  demand(customer !== undefined, "another customer is needed");
  for (const change of [{ status: "pending" }, { concierge: "muted" }, { customer_id: customer["id"] }] as Row[]) {
    const entry = demandEntry(
      await audited(tx, trigger.table, () => updateRow(tx, table, row, change)),
      "update",
      row,
      [],
    );
    const [column = ""] = Object.keys(change);
    demand(entry.after?.[column] === change[column], `${column} is not in the log`);
  }
};

const messagesGuard: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const row = await freshRow(tx, catalog, trigger.table, { status: "sent", direction: "out" });
  await refused(tx, "ledger.append_only", "other words in a message", (inner) =>
    updateRow(inner, table, row, { body: "other words" }),
  );
  const after = await updateRow(tx, table, row, { status: "queued" });
  demand(after["status"] === "sent", "a message goes back to an earlier status");
};

/** A number's states are kept as it goes through them, and only those. */
const channelsHistory: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const row = await freshRow(tx, catalog, trigger.table, { state: "starting", state_reason: null });
  const kept = () =>
    tx`select state, reason from public.channel_states where channel_id = ${String(row["id"])} order by id`;
  demand((await kept()).length === 1, "the first state is not kept");
  if (trigger.name === "channels_history_first") return;
  await updateRow(tx, table, row, { name: "probe" });
  await updateRow(tx, table, row, { state: "banned", state_reason: "banned" });
  const states = await kept();
  demand(states.length === 2 && states[1]?.["state"] === "banned", `kept: ${JSON.stringify(states)}`);
};

/** Who told WhatsApp to stop before the shop knew him has stopped here too. */
const identitiesHeed: Probe = async (tx, catalog, trigger) => {
  const [channel] = await rowsOf(tx, "public.channels", "true", 1);
  const value = "+60119990001";
  await insertRow(tx, catalog.table("private.wa_preferences"), {
    tenant_id: channel?.["tenant_id"],
    channel_id: channel?.["id"],
    kind: "phone",
    value,
    wish: "stop",
    at: "2026-01-01T00:00:00Z",
  });
  const [customer] = await rowsOf(tx, "public.customers", `tenant_id = '${channel?.["tenant_id"]}'`, 1);
  await insertRow(tx, catalog.table(trigger.table), {
    tenant_id: channel?.["tenant_id"],
    customer_id: customer?.["id"],
    kind: "phone",
    value,
  });
  const stops = await rowsOf(
    tx,
    "public.consents",
    `customer_id = '${customer?.["id"]}' and not granted and evidence ->> 'whatsapp' = 'stop'`,
    2,
  );
  demand(stops.length === 1, "a stop told to WhatsApp is not heeded");
};

/** Three messages that WhatsApp could not deliver close their address; the last of them, delivered after all, opens it. */
const outboxReachable: Probe = async (tx, catalog, trigger) => {
  const thread = await freshRow(tx, catalog, "public.conversations", { last_inbound_at: null });
  const { tenant_id, channel_id } = thread;
  const open = () =>
    tx`select 1 from private.unreachable where tenant_id = ${String(tenant_id)} and lifted_at is null
      and identity_id = ${String(thread["address_id"] ?? thread["identity_id"])}`;
  let last: Row = {};
  for (let n = 0; n < 3; n += 1) {
    const message = await freshRow(tx, catalog, "public.messages", { direction: "out", conversation_id: thread["id"] });
    const ids = { tenant_id, channel_id, conversation_id: thread["id"], message_id: message["id"] };
    last = await freshRow(tx, catalog, trigger.table, { ...ids, state: "accepted", error: null, delivered_at: null });
    await updateRow(tx, catalog.table(trigger.table), last, {
      state: "failed",
      error: "send.undeliverable",
      failed_at: "2100-01-01T00:00:00Z",
    });
  }
  demand((await open()).length === 1, "an address that nothing reaches stays open");
  await updateRow(tx, catalog.table(trigger.table), last, { state: "delivered", delivered_at: "2026-01-01T00:00:00Z" });
  demand((await open()).length === 0, "an address that something reached stays closed");
};

const messagesReach: Probe = async (tx, catalog, trigger) => {
  const thread = await freshRow(tx, catalog, "public.conversations");
  const closed = await insertRow(tx, catalog.table("private.unreachable"), {
    tenant_id: thread["tenant_id"],
    identity_id: thread["identity_id"],
    failures: 3,
  });
  await freshRow(tx, catalog, trigger.table, { direction: "in", conversation_id: thread["id"], is_history: false });
  const [after] = await rowsOf(tx, "private.unreachable", `id = '${closed["id"]}'`, 1);
  demand(after?.["lifted_by"] === "chat", "who writes stays closed");
};

export const INBOX_PROBES: Record<string, Probe> = {
  conversations_guard: conversationsGuard,
  conversations_audit: conversationsAudit,
  messages_guard: messagesGuard,
  channels_history: channelsHistory,
  identities_heed: identitiesHeed,
  outbox_reachable: outboxReachable,
  messages_reach: messagesReach,
};
