/** What there is to attack, read from the file system: whoever adds a route or a server action is asked for a case. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const ROOT = path.join(import.meta.dirname, "../..");
const APP = path.join(ROOT, "app");
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

const filesOf = (match: RegExp): string[] =>
  readdirSync(APP, { recursive: true, encoding: "utf8" })
    .filter((file) => match.test(file) && !/\.(?:test|e2e)\./.test(file))
    .map((file) => path.join(APP, file));

const text = (file: string): string => readFileSync(file, "utf8");
const relative = (file: string): string => path.relative(ROOT, file);

/** `export async function GET`, `export const GET =`, `export const { GET, POST } =`, `export { handler as GET }`. */
function exportsName(source: string, name: string): boolean {
  const declared = new RegExp(`^export (?:async )?(?:function|const|let) ${name}\\b`, "m");
  const listed = [...source.matchAll(/^export (?:const )?\{([^}]*)\}/gm)].flatMap(([, names = ""]) =>
    names.split(",").map((one) =>
      one
        .trim()
        .split(/\s+as\s+|\s*:\s*/)
        .at(-1),
    ),
  );
  return declared.test(source) || listed.includes(name);
}

/** The address of `app/(group)/x/[id]/route.ts` is `/x/[id]`. */
const addressOf = (file: string): string =>
  `/${path
    .relative(APP, path.dirname(file))
    .split(path.sep)
    .filter((part) => !/^\(.*\)$/.test(part))
    .join("/")}`;

/** `GET /customers/[id]/timeline`. */
export function routes(): string[] {
  return filesOf(/(?:^|\/)route\.tsx?$/).flatMap((file) => {
    const found = METHODS.filter((method) => exportsName(text(file), method));
    if (found.length === 0) throw new Error(`${relative(file)} answers no method that this reader understands.`);
    return found.map((method) => `${method} ${addressOf(file)}`);
  });
}

const DIRECTIVE = /^\s*["']use server["'];?\s*$/m;
const EXPORTED = /^export (?:const|async function) (\w+)/gm;

/** Names of server actions → the file each is in. All are exports of files that begin with the directive: one way to find them all. */
export function actions(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of filesOf(/\.tsx?$/)) {
    const source = text(file);
    if (!DIRECTIVE.test(source)) continue;
    if (source.search(DIRECTIVE) !== 0)
      throw new Error(`${relative(file)}: server actions live in files of their own.`);
    for (const [, name = ""] of source.matchAll(EXPORTED)) {
      if (found.has(name)) throw new Error(`Two server actions are called ${name}.`);
      found.set(name, relative(file));
    }
  }
  return found;
}

const manifest = z.object({
  node: z.record(
    z.string(),
    z.object({ filename: z.string(), exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
});

export interface BuiltAction {
  id: string;
  name: string;
  file: string;
  /** A page that answers it. */
  page: string;
}

const pageOf = (worker: string): string =>
  `/${worker
    .split("/")
    .slice(1, -1)
    .filter((part) => !/^\(.*\)$/.test(part))
    .map((part) => (part.startsWith("[") ? crypto.randomUUID() : part))
    .join("/")}`;

/** The actions as the build made them reachable: what a browser can call, whether a screen offers it or not. */
export function builtActions(distDir = ".next-test"): BuiltAction[] {
  const file = path.join(ROOT, distDir, "server/server-reference-manifest.json");
  return Object.entries(manifest.parse(JSON.parse(text(file))).node).map(
    ([id, { filename, exportedName, workers }]) => ({
      id,
      name: exportedName,
      file: filename,
      page: pageOf(Object.keys(workers)[0] ?? ""),
    }),
  );
}
