/** The list pages as a browser asks for them, signed in, until the last byte: medians, one request at a time. */
import type { TestStackValues } from "@/testing/stack";
import { type Figures, median } from "../measure";
import { signedIn } from "../sign-in";
import { EMAIL, PASSWORD } from "./capture";
import type { Screen } from "./screens";

const TIMES = 7;

export async function timePages(
  stack: TestStackValues,
  screens: readonly Screen[],
  say: (line: string) => void,
): Promise<Figures> {
  const cookie = await signedIn(stack, EMAIL, PASSWORD);
  const figures: Figures = {};
  for (const { name, path } of screens) {
    if (path === undefined) continue;
    const once = async () => {
      const start = performance.now();
      const response = await fetch(`${stack.appUrl}${path}`, { headers: { cookie }, redirect: "manual" });
      await response.arrayBuffer();
      if (response.status !== 200)
        throw new Error(`${path}: ${response.status} ${response.headers.get("location") ?? ""}`);
      return performance.now() - start;
    };
    await once();
    const times: number[] = [];
    for (let n = 0; n < TIMES; n += 1) times.push(await once());
    figures[`ms_page_${name}`] = median(times);
    say(`${path.padEnd(32)} ${median(times).toFixed(0).padStart(5)} ms`);
  }
  return figures;
}
