/**
 * `npm run test:mutations [-- text]`: weakens the schema by one rule at a time and demands that the suite notices every time.
 * With a text, only the mutations that have it in their name, each with what the suite said. A stack of its own, in a temporary
 * folder; each mutation is a transaction that is rolled back.
 */
import { startTestStack } from "@/testing/stack";
import { allMutants, type Bench, control, prepareBench, tryMutant, witnessName } from "./checks";
import type { Mutant } from "./mutants";

const PROGRESS = 100;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Each check once on the schema as it is: a check that fails anyway would catch everything. */
async function controls(bench: Bench, mutants: Mutant[]): Promise<string[]> {
  const witnesses = new Map(mutants.map(({ witness }) => [witnessName(witness), witness]));
  const broken: string[] = [];
  for (const [name, witness] of witnesses) {
    const words = await control(bench, witness);
    if (words.length > 0) broken.push(`${name}: ${words.slice(0, 3).join("; ")}`);
  }
  return broken;
}

async function survivors(bench: Bench, mutants: Mutant[], isTold: boolean): Promise<Mutant[]> {
  const alive: Mutant[] = [];
  for (const [at, mutant] of mutants.entries()) {
    const [said] = await tryMutant(bench, mutant);
    if (said === undefined) alive.push(mutant);
    if (isTold || said === undefined)
      say(`${said === undefined ? "survived" : "caught"}: ${mutant.name}${said ? ` -- ${said}` : ""}`);
    if ((at + 1) % PROGRESS === 0) say(`${at + 1} of ${mutants.length} tried`);
  }
  return alive;
}

function report(mutants: Mutant[], alive: Mutant[], seconds: number): void {
  for (const [kind, all] of Map.groupBy(mutants, (mutant) => mutant.kind)) {
    say(`${kind}: ${all.length - alive.filter((mutant) => mutant.kind === kind).length} of ${all.length}`);
  }
  say(`${seconds} s`);
  for (const { name } of alive) say(`survived: ${name}`);
  say(`mutations: ${mutants.length - alive.length} caught of ${mutants.length}`);
}

async function main(only: string): Promise<number> {
  const started = Date.now();
  say("Starting a database with the demo shops");
  const stack = await startTestStack({ seed: true });
  try {
    const bench = await prepareBench(stack.serviceSql);
    const mutants = (await allMutants(bench)).filter(({ name }) => name.includes(only));
    const broken = [...bench.empty, ...(await controls(bench, mutants))];
    for (const line of broken) say(`fails without any mutation: ${line}`);
    if (broken.length > 0 || mutants.length === 0) return 2;
    const alive = await survivors(bench, mutants, only !== "");
    const left = await controls(bench, mutants);
    for (const line of left) say(`fails after the run, so a mutation was left behind: ${line}`);
    await bench.ear.close();
    report(mutants, alive, Math.round((Date.now() - started) / 1000));
    return alive.length === 0 && left.length === 0 ? 0 : 1;
  } finally {
    await stack.stop();
  }
}

process.exitCode = await main(process.argv[2] ?? "");
