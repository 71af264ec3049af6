/** One number of the Cloud API: whether Meta lets us, what it told, and what the owner asks. No connection is kept: all is requests. */
import type { Logger } from "pino";
import { z } from "zod";
import type { SystemDb } from "@/lib/db/clients";
import { takeSecret } from "@/lib/secrets/vault";
import { type Verdict, verdictOf } from "@/wa-runner/adapters/cloud/errors";
import { createGraph, type Graph } from "@/wa-runner/adapters/cloud/graph";
import { createInbox } from "@/wa-runner/adapters/cloud/inbox";
import { fetchFile } from "@/wa-runner/adapters/cloud/media";
import { createHolds, sendMessage } from "@/wa-runner/adapters/cloud/send";
import { syncTemplates } from "@/wa-runner/adapters/cloud/templates";
import type { ChannelEvents, ChannelHealth, ChannelRef, ChannelSession, ChannelState } from "@/wa-runner/ports";

/** What is put off by the database is looked at again. */
const POLL_MS = 10_000;
const LOOK_MS = { good: 3_600_000, bad: 15 * 60_000, first: 5000 };
const MAX_PAUSE_MS = 5 * 60_000;

const ids = z.object({ phone_number_id: z.string(), waba_id: z.string() });
const number = z.looseObject({ display_phone_number: z.string().optional(), status: z.string().optional() });
const request = z.object({ action: z.string() }).nullable();

export interface CloudSessionOptions {
  channel: ChannelRef;
  settings: Readonly<Record<string, unknown>>;
  db: SystemDb;
  events: ChannelEvents;
  base: string;
  log: Logger;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 120) : "unknown");

export function openCloudSession({ channel, settings, db, events, base, log }: CloudSessionOptions): ChannelSession {
  const { phone_number_id: phoneNumberId, waba_id: waba } = ids.parse(settings);
  const holds = createHolds();
  let health: ChannelHealth = { state: "starting", since: new Date() };
  let graph: Graph | null = null;
  let isOver = false;
  let failures = 0;
  /** The account tells this app what happens: said once, and again when somebody asks for a look. */
  let isSubscribed = false;
  let timer: NodeJS.Timeout | undefined;

  function say(state: ChannelState, more: Partial<ChannelHealth> = {}): void {
    if (isOver) return;
    const isSame = state === health.state && more.reason === health.reason;
    health = { ...more, state, since: isSame ? health.since : new Date() };
    events.onHealth(channel, health);
  }

  function onVerdict({ number: of, templates, hold }: Verdict): void {
    if (of) {
      const nextAt = of.state === "degraded" && hold ? { nextAt: new Date(Date.now() + hold.ms) } : {};
      say(of.state, { reason: of.reason, ...nextAt });
      again(of.state === "degraded" && hold ? hold.ms : LOOK_MS.bad);
    }
    if (templates) void sync();
  }

  async function readToken(): Promise<Graph | null> {
    const place = { tenantId: channel.tenantId, kind: "wa_cloud_token", ref: channel.channelId };
    const token = await takeSecret(db, place);
    if (!token.ok) throw new Error(token.code);
    return token.value === null ? null : createGraph(base, token.value);
  }

  /** Asks Meta for the number: the one way to know whether the token is good. */
  async function look(): Promise<void> {
    clearTimeout(timer);
    if (isOver) return;
    let next = LOOK_MS.good;
    try {
      graph = await readToken();
      next = graph ? await judge(graph) : LOOK_MS.bad;
      if (!graph) say("needs_reauth", { reason: "token" });
    } catch (error) {
      log.warn({ channel: channel.channelId, err: nameOf(error) }, "number not looked at");
      next = LOOK_MS.first;
    }
    again(next);
  }

  async function judge(api: Graph): Promise<number> {
    const answer = await api.get(phoneNumberId, { fields: "display_phone_number,verified_name,quality_rating,status" });
    if (answer.ok) {
      failures = 0;
      const { status, display_phone_number } = number.parse(answer.json);
      if (status === "BANNED" || status === "RESTRICTED") {
        say("banned", { reason: "locked" });
        return LOOK_MS.bad;
      }
      await subscribe(api);
      const digits = display_phone_number?.replace(/\D/g, "") ?? "";
      say("connected", /^[1-9]\d{6,14}$/.test(digits) ? { address: `+${digits}` } : {});
      return LOOK_MS.good;
    }
    failures += 1;
    if (answer.kind !== "refused") return away();
    log.warn({ channel: channel.channelId, detail: answer.error.detail }, "Meta refuses the number");
    const { number: of, failure } = verdictOf(answer.error.code);
    if (!of && failure === "retry") return away();
    // An id that does not exist, or is not this token's, is answered with 100.
    say(of?.state ?? "needs_reauth", { reason: of?.reason ?? "number_unknown" });
    return LOOK_MS.bad;
  }

  async function subscribe(api: Graph): Promise<void> {
    if (isSubscribed) return;
    const answer = await api.post(`${waba}/subscribed_apps`, {});
    isSubscribed = answer.ok;
    if (!answer.ok)
      log.warn(
        { channel: channel.channelId, detail: answer.kind === "refused" ? answer.error.detail : answer.kind },
        "not subscribed",
      );
  }

  function away(): number {
    const ms = Math.min(MAX_PAUSE_MS, LOOK_MS.first * 2 ** Math.min(failures, 8));
    say("reconnecting", { reason: "network", nextAt: new Date(Date.now() + ms) });
    return ms;
  }

  function again(ms: number): void {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(() => void look(), ms);
  }

  let syncing: Promise<void> | undefined;
  function sync(): Promise<void> {
    syncing ??= (async () => {
      const stopped = graph && (await syncTemplates(graph, db, channel, waba));
      if (stopped?.kind !== "refused") return;
      // Reading them is what failed: not again at once.
      const { templates: _, ...verdict } = verdictOf(stopped.error.code);
      onVerdict(verdict);
    })()
      .catch((error: unknown) => {
        log.warn({ channel: channel.channelId, err: nameOf(error) }, "templates not read");
      })
      .finally(() => {
        syncing = undefined;
      });
    return syncing;
  }

  const drain = createInbox({
    channel,
    db,
    phoneNumberId,
    events,
    onLook: () => void look(),
    log,
  });
  let draining: Promise<void> | undefined;
  let more = false;
  async function drainAll(): Promise<void> {
    do {
      more = false;
      while (!isOver && (await drain()) > 0);
    } while (more && !isOver);
  }
  function pump(): void {
    more = true;
    if (isOver) return;
    draining ??= drainAll()
      .catch((error: unknown) => {
        log.warn({ channel: channel.channelId, err: nameOf(error) }, "webhooks wait");
      })
      .finally(() => {
        draining = undefined;
      });
  }
  const poll = setInterval(pump, POLL_MS);

  async function read(providerId: string, isTyping: boolean): Promise<void> {
    const typing = isTyping ? { typing_indicator: { type: "text" } } : {};
    const body = { messaging_product: "whatsapp", status: "read", message_id: providerId, ...typing };
    await graph?.post(`${phoneNumberId}/messages`, body);
  }

  async function asked(): Promise<void> {
    if (isOver) return;
    try {
      const { data, error } = await db.rpc("take_channel_request", { p_channel: channel.channelId });
      if (error) throw new Error(`take_channel_request ${error.code}`);
      const wish = request.parse(data);
      if (!wish) return;
      isSubscribed = false;
      await look();
      if (wish.action === "templates") await sync();
    } catch (error) {
      log.warn({ channel: channel.channelId, err: nameOf(error) }, "not asked");
    }
  }

  void look().then(asked);
  pump();
  return {
    channel,
    async send(message) {
      if (!graph) return { accepted: false, failure: "retry", reason: "send.channel_offline" };
      return sendMessage(message, {
        graph,
        phoneNumberId,
        holds,
        onVerdict,
        onSameContact: (contact) =>
          events.onSameContact(channel, contact).catch((error: unknown) => {
            log.warn({ channel: channel.channelId, err: nameOf(error) }, "names not stored");
          }),
      });
    },
    health: () => health,
    async fetchMedia(ref, name) {
      if (!graph) throw new Error("no access token");
      return fetchFile(graph, ref, name);
    },
    asked,
    told: pump,
    markRead: (_to, providerId) => read(providerId, false),
    async typing(_to, lastId, on) {
      // It goes out with the answer, or after 25 seconds: it cannot be taken back.
      if (on && lastId) await read(lastId, true);
    },
    async close(how = "drain") {
      isOver = true;
      clearTimeout(timer);
      clearInterval(poll);
      if (how === "drain") await Promise.allSettled([draining, syncing]);
    },
  };
}
