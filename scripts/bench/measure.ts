/** What every benchmark needs: throughput of a repeated call, medians, and the line that machines read. */
export type Figures = Record<string, number>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export async function perSecond(
  clients: number,
  seconds: number,
  call: () => Promise<unknown>,
): Promise<{ perSecond: number; p95Ms: number }> {
  const times: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        const before = performance.now();
        await call();
        times.push(performance.now() - before);
      }
    }),
  );
  const elapsed = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  return { perSecond: times.length / elapsed, p95Ms: times[Math.floor(times.length * 0.95)] ?? Number.NaN };
}

/** With --json the last line is `{name, figures, ok}`. */
export function print(name: string, figures: Figures, isOk: (figures: Figures) => boolean): void {
  const rounded = Object.fromEntries(
    Object.entries(figures).map(([key, value]) => [key, Math.round(value * 1000) / 1000]),
  );
  const ok = isOk(figures);
  for (const [key, value] of Object.entries(rounded)) process.stdout.write(`${key.padEnd(20)} ${value}\n`);
  process.stdout.write(
    process.argv.includes("--json")
      ? `${JSON.stringify({ name, figures: rounded, ok })}\n`
      : `${ok ? "ok" : "below budget"}\n`,
  );
  process.exitCode = ok ? 0 : 1;
}
