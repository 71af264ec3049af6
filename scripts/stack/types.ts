/** TypeScript types of the database, as the Supabase CLI makes them. */
import path from "node:path";
import { ROOT } from "@/supabase/embedded/child";
import { Failure } from "@/supabase/embedded/failure";
import { supabaseCli } from "./supabase-cli";

export const TYPES_FILE = path.join(ROOT, "lib/db/types.gen.ts");

export async function generateTypes(databaseUrl: string): Promise<string> {
  const result = await supabaseCli([
    "gen",
    "types",
    "--lang",
    "typescript",
    `--remote=${databaseUrl}`,
    "--schema",
    "public",
  ]);
  // The CLI writes its notice about TLS to stdout too, before the types.
  const start = result.stdout.indexOf("export type Json");
  if (result.code === 0 && start >= 0) return result.stdout.slice(start);
  throw new Failure(
    "The Supabase CLI could not make the types.",
    `It said: ${(result.stderr || result.stdout).trim().split("\n").slice(-3).join(" | ")}`,
  );
}
