/** Fills an empty database with the demo shops, once. */
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { postgresSql } from "@/supabase/embedded/boot";
import { ROOT } from "@/supabase/embedded/child";
import type { StackConfig } from "@/supabase/embedded/config";
import { Failure } from "@/supabase/embedded/failure";
import { demoPassword, type Secrets, saveSecrets } from "@/supabase/embedded/secrets";
import type { SeedContext, SeedResult } from "@/supabase/embedded/seed-context";

const SEED = path.join(ROOT, "supabase/seeds/demo.ts");
const MARK = "demo shops: complete";

type SeedDemo = (context: SeedContext) => Promise<SeedResult>;

async function loadSeed(): Promise<SeedDemo> {
  const module: { seedDemo: SeedDemo } = await import(pathToFileURL(SEED).href);
  return module.seedDemo;
}

/** The mark is a comment on the schema: it goes when the database is rebuilt, and needs no table. */
export async function seedOnce(
  config: StackConfig,
  secrets: Secrets,
  url: string,
  report: (step: string) => void,
): Promise<boolean> {
  if (!existsSync(SEED)) return false;
  const sql = postgresSql(url, 4);
  try {
    const [found] = await sql<{ comment: string | null }[]>`
      select obj_description('supabase_migrations'::regnamespace, 'pg_namespace') as comment`;
    if (found?.comment === MARK) return false;
    const [tenants] = await sql<{ n: number }[]>`select count(*)::int as n from public.tenants`;
    // A shop that entered its own data before, or a seed that was cut short: neither may be mixed with a new seed.
    if ((tenants?.n ?? 0) > 0) return false;
    report("Filling two demo shops with a month of work");
    const seedDemo = await loadSeed();
    const result = await seedDemo({
      sql,
      apiUrl: `http://127.0.0.1:${config.ports.api}`,
      publishableKey: secrets.publishableKey,
      secretKey: secrets.secretKey,
      jwtSecret: secrets.jwtSecret,
      appUrl: `http://127.0.0.1:${config.ports.web}`,
      password: (name) => demoPassword(secrets, name),
      report,
    });
    secrets.logins = result.logins;
    saveSecrets(config.stateDir, secrets);
    await sql.unsafe(`comment on schema supabase_migrations is '${MARK}'`);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(
      `The demo shops could not be made: ${reason}`,
      "Run `npm run db:reset` to start again from empty.",
      {
        cause: error,
      },
    );
  } finally {
    await sql.end({ timeout: 2 });
  }
}
