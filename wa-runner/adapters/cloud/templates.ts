/** Templates: what we want is made at Meta, and what Meta has is put down here. */
import { z } from "zod";
import type { SystemDb } from "@/lib/db/clients";
import type { Json } from "@/lib/db/types.gen";
import type { Answer, Graph } from "@/wa-runner/adapters/cloud/graph";
import type { TemplateNews } from "@/wa-runner/adapters/cloud/map-webhook";
import type { ChannelRef } from "@/wa-runner/ports";

const MAX_PAGES = 50;
/** Meta's clock is not ours and tells whole seconds: what it tells by webhook counts as later than what we asked in that time. */
const CLOCKS_MS = 60_000;
const asked = (): Date => new Date(Date.now() - CLOCKS_MS);
const FIELDS = "id,name,language,status,category,quality_score,rejected_reason,components";

const component = z.looseObject({ type: z.string(), text: z.string().optional() });
const listed = z.looseObject({
  id: z.coerce.string(),
  name: z.string(),
  language: z.string(),
  status: z.string(),
  category: z.string(),
  rejected_reason: z.string().nullish(),
  quality_score: z.looseObject({ score: z.string().optional() }).nullish(),
  components: z.array(component).catch([]),
});
const page = z.looseObject({
  data: z.array(z.unknown()),
  paging: z
    .looseObject({ cursors: z.looseObject({ after: z.string().optional() }).optional(), next: z.string().optional() })
    .optional(),
});
const created = z.looseObject({ id: z.coerce.string(), status: z.string().default("PENDING") });

interface Told extends TemplateNews {
  readonly components?: Json;
  readonly body?: string;
  readonly meta_id?: string;
}

const CATEGORIES = ["UTILITY", "MARKETING", "AUTHENTICATION"];
const NAME = /^[a-z0-9_]{1,120}$/;
const LANGUAGE = /^[a-z]{2,3}(_[A-Za-z]{2,4})?$/;
const WORD = /^[A-Z_]{2,40}$/;

/** Of names, languages and words that the table does not take there is nothing to show. */
function row({ at, status, quality, category, ...rest }: Told): Record<string, Json>[] {
  if (!NAME.test(rest.name) || !LANGUAGE.test(rest.language)) return [];
  return [
    JSON.parse(
      JSON.stringify({
        ...rest,
        at: at.toISOString(),
        ...(status && WORD.test(status) ? { status } : {}),
        ...(quality && WORD.test(quality) ? { quality } : {}),
        ...(category && CATEGORIES.includes(category) ? { category } : {}),
      }),
    ),
  ];
}

export async function recordTemplates(
  db: SystemDb,
  { channelId }: ChannelRef,
  templates: readonly Told[],
  isAll = false,
): Promise<void> {
  const { error } = await db.rpc("record_templates", {
    p_channel: channelId,
    p_templates: templates.flatMap(row),
    p_all: isAll,
  });
  if (error) throw new Error(`record_templates ${error.code}`);
}

function toldOf(raw: unknown, at: Date): Told[] {
  const parsed = listed.safeParse(raw);
  if (!parsed.success) return [];
  const { id, name, language, status, category, rejected_reason, quality_score, components } = parsed.data;
  const reason = rejected_reason && rejected_reason !== "NONE" ? { reason: rejected_reason } : {};
  const quality = quality_score?.score ? { quality: quality_score.score } : {};
  const body = components.find(({ type }) => type === "BODY")?.text ?? "";
  return [
    {
      name,
      language,
      at,
      status,
      category,
      ...reason,
      ...quality,
      body,
      meta_id: id,
      components: JSON.parse(JSON.stringify(components)),
    },
  ];
}

const wanted = z.array(
  z.object({ name: z.string(), language: z.string(), category: z.string(), components: z.unknown() }),
);

/** Those that somebody asked for and Meta does not have. */
async function makeNew(graph: Graph, db: SystemDb, channel: ChannelRef, waba: string): Promise<Answer | null> {
  const { data, error } = await db
    .from("wa_templates")
    .select("name, language, category, components")
    .eq("tenant_id", channel.tenantId)
    .eq("channel_id", channel.channelId)
    .eq("status", "NEW")
    .order("name")
    .limit(100);
  if (error) throw new Error(`wa_templates ${error.code}`);
  for (const { name, language, category, components } of wanted.parse(data)) {
    const answer = await graph.post(`${waba}/message_templates`, { name, language, category, components });
    const base = { name, language, at: asked() };
    if (answer.ok) {
      const { id, status } = created.parse(answer.json);
      await recordTemplates(db, channel, [{ ...base, status, meta_id: id }]);
      // 2388023/2388024: one of that name is there already, which the list below tells.
    } else if (answer.kind === "refused" && answer.error.code === 100) {
      if (!/sub 23880(23|24)\b/.test(answer.error.detail))
        await recordTemplates(db, channel, [{ ...base, status: "REJECTED", reason: answer.error.detail }]);
    } else return answer;
  }
  return null;
}

/** Null when all of it is in line; else what Meta answered. */
export async function syncTemplates(
  graph: Graph,
  db: SystemDb,
  channel: ChannelRef,
  waba: string,
): Promise<Exclude<Answer, { ok: true }> | null> {
  const stopped = await makeNew(graph, db, channel, waba);
  if (stopped && !stopped.ok) return stopped;
  const at = asked();
  const all: Told[] = [];
  let after: string | undefined;
  for (let n = 0; n < MAX_PAGES; n += 1) {
    const answer = await graph.get(`${waba}/message_templates`, {
      fields: FIELDS,
      limit: "100",
      ...(after ? { after } : {}),
    });
    if (!answer.ok) return answer;
    const { data, paging } = page.parse(answer.json);
    all.push(...data.flatMap((one) => toldOf(one, at)));
    after = paging?.next ? paging.cursors?.after : undefined;
    if (!after) {
      await recordTemplates(db, channel, all, true);
      return null;
    }
  }
  await recordTemplates(db, channel, all);
  return null;
}
