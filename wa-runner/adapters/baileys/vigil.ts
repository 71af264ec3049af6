/**
 * Listens whether a connection still hears anything: after a silence that is long for this number it writes to the number itself
 * and waits for the shop's phone to say that it arrived. When that is silent too, `onDeaf`.
 */
import type { WASocket } from "@whiskeysockets/baileys";
import { z } from "zod";
import type { AuthStore } from "@/wa-runner/adapters/baileys/auth-store";
import { type Hearing, hear, heardProbe, isTooQuiet, newHearing } from "@/wa-runner/adapters/baileys/silence";

const TYPE = "hearing";
const ID = "usual";
const KEEP_MS = 60 * 60_000;
/** What only comes when somebody did something. An answer to what we ask ourselves proves nothing. */
const OTHERS = ["CB:receipt", "CB:notification"];

const kept = z.object({ usualMs: z.number().nonnegative() });

export interface VigilOptions {
  socket: Pick<WASocket, "ws">;
  hearing: Hearing;
  probe: () => Promise<unknown>;
  onDeaf: () => void;
  /** What was learnt of this number's silences. */
  keep: (hearing: Hearing) => Promise<void>;
  now: () => number;
  everyMs: number;
  answerMs: number;
}

export interface Vigil {
  hearing(): Hearing;
  stop(): void;
}

/** A number's habits outlive a connection and a runner. */
export async function readHearing(store: Pick<AuthStore, "read">, nowMs: number): Promise<Hearing> {
  const text = (await store.read(TYPE, [ID])).get(ID);
  const found = text === undefined ? undefined : kept.safeParse(JSON.parse(text)).data;
  return newHearing(nowMs, found?.usualMs ?? null);
}

export async function keepHearing(store: Pick<AuthStore, "write">, { usualMs }: Hearing): Promise<void> {
  if (usualMs !== null) await store.write(TYPE, { [ID]: JSON.stringify({ usualMs }) });
}

export function startVigil({ socket, probe, onDeaf, keep, now, everyMs, answerMs, ...options }: VigilOptions): Vigil {
  let { hearing } = options;
  let keptAt = now();
  let answer: NodeJS.Timeout | undefined;

  /** A message never is the answer to a probe; what else comes while one is out is taken for it. */
  function onSign(isMessage: boolean): void {
    const isAnswer = answer !== undefined && !isMessage;
    clearTimeout(answer);
    answer = undefined;
    hearing = isAnswer ? heardProbe(hearing, now()) : hear(hearing, now());
  }
  const onMessage = () => onSign(true);
  const onOther = () => onSign(false);

  async function look(): Promise<void> {
    if (now() - keptAt >= KEEP_MS) {
      keptAt = now();
      await keep(hearing);
    }
    if (answer !== undefined || !isTooQuiet(hearing, now())) return;
    answer = setTimeout(() => {
      // A phone that is switched off does not answer either: the next silence may last longer.
      hearing = heardProbe(hearing, now());
      stop();
      onDeaf();
    }, answerMs);
    await probe();
  }

  const timer = setInterval(() => void look().catch(() => undefined), everyMs);
  socket.ws.on("CB:message", onMessage);
  for (const sign of OTHERS) socket.ws.on(sign, onOther);

  function stop(): void {
    clearInterval(timer);
    clearTimeout(answer);
    answer = undefined;
    socket.ws.off("CB:message", onMessage);
    for (const sign of OTHERS) socket.ws.off(sign, onOther);
  }
  return { hearing: () => hearing, stop };
}
