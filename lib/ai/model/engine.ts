/** Answers written by a language model from the same lookups. Anything wrong with it — time, budget, form, figures — and the rules answer. */
import { createOpenAI } from "@ai-sdk/openai";
import { generateText, isStepCount, Output } from "ai";
import { z } from "zod";
import type { Answer } from "@/lib/ai/answer";
import { INTENTS } from "@/lib/ai/intents/classify";
import { INSTRUCTIONS, promptFor } from "@/lib/ai/model/prompt";
import { conciergeTools, Seen } from "@/lib/ai/model/tools";
import { verifyReply } from "@/lib/ai/model/verify";
import { estimateButtons, type Voice } from "@/lib/ai/replies/compose";
import { handover } from "@/lib/ai/turn/handover";
import { answered, type Outcome } from "@/lib/ai/turn/outcome";
import { log } from "@/lib/core/log";
import type { CustomerDb, SystemDb } from "@/lib/db/clients";

export type ModelQuestion = {
  readonly text: string;
  readonly voice: Voice;
  readonly db: CustomerDb;
  readonly system: SystemDb;
  readonly history: readonly { from: string; body: string }[];
  readonly appUrl: string;
};
export type ModelEngine = {
  /** Null: not usable, the rules take over. */
  answer(question: ModelQuestion): Promise<Outcome | null>;
};
export type ModelOptions = {
  readonly apiKey: string;
  readonly baseUrl?: string | undefined;
  readonly model: string;
  readonly timeoutMs?: number;
};

/** Reserved before a call; what was not used comes back after it. */
const RESERVED_TOKENS = 8000;
const MAX_OUTPUT_TOKENS = 2000;

const reply = z.object({
  intent: z.enum(INTENTS),
  language: z.enum(["ms", "en"]),
  reply: z.string().max(2000),
  cited: z.array(z.string().max(120)).max(20).describe("Row keys as returned by the tools, table:id"),
  action: z.enum(["answer", "handover"]),
});
type Reply = z.infer<typeof reply>;

const PASSED_ON = ["human", "complaint", "appointment", "bargain"] as const;

export function modelEngine(options: ModelOptions): ModelEngine {
  const provider = createOpenAI({ apiKey: options.apiKey, ...(options.baseUrl ? { baseURL: options.baseUrl } : {}) });
  // Reasoning models take no temperature; they are told to think little instead.
  const reasons = /^(?:o\d|gpt-5)/.test(options.model);
  const settings = reasons
    ? { providerOptions: { openai: { store: false, reasoningEffort: "low" } } }
    : { temperature: 0.1, providerOptions: { openai: { store: false } } };

  async function ask(question: ModelQuestion, seen: Seen): Promise<{ output: Reply; tokens: number }> {
    const result = await generateText({
      model: provider.responses(options.model),
      instructions: INSTRUCTIONS,
      prompt: promptFor(question.text, question.history, question.voice),
      tools: conciergeTools(question.db, question.voice, question.appUrl, seen),
      output: Output.object({ schema: reply, name: "reply" }),
      stopWhen: isStepCount(5),
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      maxRetries: 0,
      timeout: { totalMs: options.timeoutMs ?? 10_000 },
      ...settings,
    });
    return { output: result.output, tokens: result.totalUsage.totalTokens ?? RESERVED_TOKENS };
  }

  return {
    async answer(question) {
      if (!(await reserve(question.system))) return rejected("budget");
      const seen = new Seen();
      let used = RESERVED_TOKENS;
      try {
        const { output, tokens } = await ask(question, seen);
        used = tokens;
        return judge(output, seen, question.voice);
      } catch (error) {
        return rejected("failed", error instanceof Error ? error.name : "unknown");
      } finally {
        await settle(question.system, used);
      }
    },
  };
}

function judge(output: Reply, seen: Seen, voice: Voice): Outcome | null {
  if (output.intent === "approval" || output.intent === "stop") return rejected("not_its_to_decide");
  if (output.action === "handover") {
    const reason = PASSED_ON.find((intent) => intent === output.intent);
    return reason
      ? handover(output.intent, reason, { ...voice, locale: output.language }, "model")
      : rejected("handover");
  }
  const facts = [];
  for (const key of new Set(output.cited)) {
    const fact = seen.facts.get(key);
    if (!fact) return rejected("cites_unseen_row");
    facts.push(fact);
  }
  const verdict = verifyReply(output.reply, facts);
  if (!verdict.ok) return rejected(`unproven_${verdict.problem}`);
  const cites = facts.map((fact) => fact.cite);
  const cited = new Set(cites.map((cite) => cite.id));
  const waiting = seen.tickets.flatMap((ticket) => (ticket.waiting && cited.has(ticket.id) ? [ticket.waiting] : []));
  const [only, ...others] = waiting;
  const answer: Answer =
    only && others.length === 0
      ? { kind: "buttons", body: output.reply.trim(), payload: estimateButtons(only), cites }
      : { kind: "text", body: output.reply.trim(), payload: {}, cites };
  return answered(output.intent, answer, "model");
}

function rejected(why: string, detail?: string): null {
  log("concierge").info({ why, detail }, "model answer not used");
  return null;
}

async function reserve(system: SystemDb): Promise<boolean> {
  const { data, error } = await system.rpc("ai_reserve", { p_tokens: RESERVED_TOKENS });
  return !error && data === true;
}

async function settle(system: SystemDb, used: number): Promise<void> {
  const { error } = await system.rpc("ai_settle", { p_reserved: RESERVED_TOKENS, p_used: used });
  if (error) log("concierge").warn({ code: error.code }, "model budget not settled");
}
