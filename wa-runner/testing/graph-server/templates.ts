/** Templates of an account: made by the shop, judged by Meta. */
import { randomInt } from "node:crypto";
import { z } from "zod";
import { type Reply, refusal } from "@/wa-runner/testing/graph-server/reply";
import type { Happening } from "@/wa-runner/testing/graph-server/webhooks";

const wanted = z.looseObject({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/),
  language: z.string(),
  category: z.enum(["UTILITY", "MARKETING", "AUTHENTICATION"]),
  components: z
    .array(z.looseObject({ type: z.string(), text: z.string().optional(), example: z.unknown().optional() }))
    .min(1),
});
interface Template extends z.output<typeof wanted> {
  id: string;
  status: string;
}

/** Without an example for each {{n}} Meta refuses at once; a placeholder may neither begin nor end the text. */
function isWellMade(template: z.output<typeof wanted>): boolean {
  const body = template.components.find(({ type }) => type === "BODY");
  const text = body?.text ?? "";
  const places = new Set(text.match(/\{\{\d+\}\}/g) ?? []).size;
  if (text === "" || text.length > 1024 || /^\{\{|\}\}$/.test(text.trim())) return false;
  if (places === 0) return true;
  const example = z.object({ body_text: z.array(z.array(z.string())) }).safeParse(body?.example);
  return example.success && example.data.body_text[0]?.length === places;
}

export function createTemplates(tell: (waba: string, happening: Happening) => void) {
  const all = new Map<string, Template[]>();
  const of = (waba: string) => all.get(waba) ?? [];
  return {
    of,
    list(waba: string, url: URL): Reply {
      const limit = Math.min(10, Number(url.searchParams.get("limit") ?? 25));
      const from = Number(url.searchParams.get("after") ?? 0);
      const data = of(waba).slice(from, from + limit);
      const isMore = from + limit < of(waba).length;
      const cursors = { before: String(from), after: String(from + limit) };
      return {
        status: 200,
        json: { data, paging: { cursors, ...(isMore ? { next: "https://graph.facebook.com/next" } : {}) } },
      };
    },
    make(waba: string, raw: Buffer): Reply {
      const parsed = wanted.safeParse(JSON.parse(raw.toString()));
      if (!parsed.success || !isWellMade(parsed.data)) return refusal(100);
      const { name, language } = parsed.data;
      if (of(waba).some((one) => one.name === name && one.language === language)) return refusal(100, 400, 2388024);
      const made = { ...parsed.data, id: String(randomInt(1e9, 9e9)), status: "PENDING" };
      all.set(waba, [...of(waba), made]);
      return { status: 200, json: { id: made.id, status: made.status, category: made.category } };
    },
    /** Meta has made up its mind, and tells so. */
    judge(waba: string, name: string, language: string, event: string, reason = "NONE"): void {
      for (const one of of(waba)) {
        if (one.name !== name || one.language !== language) continue;
        one.status = event;
        const value = {
          event,
          message_template_id: Number(one.id),
          message_template_name: name,
          message_template_language: language,
          message_template_category: one.category,
          reason,
        };
        tell(waba, { field: "message_template_status_update", value });
      }
    },
  };
}
