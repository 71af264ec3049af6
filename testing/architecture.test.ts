/** Borders that a linter cannot draw, read from the files themselves. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "--", "*.ts", "*.tsx", "*.mjs"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "");

/** Files of product code (no tests, scripts or local stack) whose text matches. */
function matching(pattern: RegExp): string[] {
  return files
    .filter(
      (file) => /^(app|components|lib|wa-runner|inngest|middleware)/.test(file) && !/\.(test|e2e)\.tsx?$/.test(file),
    )
    .filter((file) => pattern.test(readFileSync(file, "utf8")))
    .sort();
}

it("lets only lib/env.ts read the environment", () => {
  expect(matching(/process\.env/)).toEqual(["lib/env.ts"]);
});

it("lets only lib/db/service.ts hold the service key", () => {
  expect(matching(/SUPABASE_SECRET_KEY/)).toEqual(["lib/db/service.ts", "lib/env.ts"]);
});

it("lets only the runner's claim loops and the relay use the service client", () => {
  expect(matching(/from "@\/lib\/db\/service"/).filter((file) => !file.startsWith("wa-runner/"))).toEqual([
    "inngest/relay/relay.ts",
    "inngest/relay/send.ts",
  ]);
});

it("lets nothing but the relay send events", () => {
  expect(matching(/inngest\.send\(|\/e\/\$\{/)).toEqual(["inngest/relay/send.ts"]);
});

it("lets only lib/auth know who signs people in", () => {
  const known = matching(/@clerk\/|\bAUTH_PROVIDER\b|\.auth\.(?:getSession|getUser|sign\w+|updateUser|verifyOtp)\(/);
  expect(known.filter((file) => !file.startsWith("lib/auth/"))).toEqual([
    "app/api/webhooks/clerk/route.ts",
    "lib/env.ts",
  ]);
});

it("tells the directory's news in one file", () => {
  expect(matching(/\bdirectoryDb\(/)).toEqual(["lib/auth/clerk/directory.ts"]);
});

it("mints tokens in one file", () => {
  expect(matching(/SignJWT/)).toEqual(["lib/db/tokens.ts"]);
});

it("wakes every page of the browser tests before they act on it", () => {
  const asleep = files
    .filter((file) => file.endsWith(".e2e.ts"))
    .filter((file) => /import \{[^}]*\btest\b[^}]*\} from "@playwright\/test"/.test(readFileSync(file, "utf8")));
  expect(asleep).toEqual([]);
});

it("turns off no check: no casts to any, no ignored lines", () => {
  expect(matching(/@ts-ignore|@ts-expect-error|biome-ignore|as any\b/)).toEqual([]);
});

describe("route handlers", () => {
  /** Who may ask, and what asks it. Everything else under app/ is a page or a server action. */
  const GUARDS: Record<string, RegExp> = {
    // Row level security answers as the person who asks.
    person: /\buserDb\(\)|\brequireContext\(|\bcurrentContext\(|\(await authProvider\(\)\)\.session\(\)/,
    // The secret in the address, checked by the database.
    link: /\bpublicDb\(\)/,
    // Embedded mode, this machine, its own page.
    simulator: /\bsimulatorRoute\(|\bmayUseSimulator\(/,
    // The key in the Authorization header, checked by the database (lib/api/door.ts).
    key: /\b(?:listRoute|itemRoute)\(\w+\)|= selfRoute\b/,
    // Tells what there is, of nobody.
    document: /\bopenApiDocument\(\)/,
    // Signed by the sender, over the bytes as they came.
    signed: /new Webhook\(secret\)\.verify\(|!isSignedByMeta\(door\.appSecret, bytes, header\)/,
    // Says ok or down, and nothing else.
    health: /\bmintPublicToken\(\)/,
  };
  const EXPECTED: Record<string, keyof typeof GUARDS> = {
    "app/(dashboard)/counter/catalogue/route.ts": "person",
    "app/(dashboard)/counter/customers/route.ts": "person",
    "app/(dashboard)/counter/tickets/[id]/route.ts": "person",
    "app/(dashboard)/counter/tickets/route.ts": "person",
    "app/(dashboard)/customers/[id]/export/route.ts": "person",
    "app/(dashboard)/customers/[id]/timeline/route.ts": "person",
    "app/(dashboard)/customers/export/route.ts": "person",
    "app/(dashboard)/customers/same-phone/route.ts": "person",
    "app/(dashboard)/inbox/files/route.ts": "person",
    "app/(dashboard)/inbox/older/route.ts": "person",
    "app/(dashboard)/orders/[id]/cart/route.ts": "person",
    "app/(dashboard)/orders/export/route.ts": "person",
    "app/(dashboard)/repairs/export/route.ts": "person",
    "app/(dashboard)/repairs/lookup/route.ts": "person",
    "app/(dashboard)/repairs/photos/[id]/route.ts": "person",
    "app/(dashboard)/sales/approvers/route.ts": "person",
    "app/(dashboard)/stock/export/route.ts": "person",
    "app/(dashboard)/settings/activity/export/route.ts": "person",
    "app/(dashboard)/settings/privacy/breaches/export/route.ts": "person",
    "app/(dashboard)/settings/whatsapp/[id]/log/export/route.ts": "person",
    "app/(dashboard)/settings/whatsapp/[id]/offer/route.ts": "person",
    "app/(print)/i/[token]/pdf/route.ts": "link",
    "app/(print)/k/[token]/pdf/route.ts": "link",
    "app/api/health/route.ts": "health",
    "app/api/invoices/[id]/pdf/route.ts": "person",
    "app/api/live/route.ts": "person",
    "app/api/media/[...path]/route.ts": "person",
    "app/api/sales/[id]/pdf/route.ts": "person",
    "app/api/search/route.ts": "person",
    "app/api/simulator/live/route.ts": "simulator",
    "app/api/simulator/media/[id]/route.ts": "simulator",
    "app/api/simulator/messages/route.ts": "simulator",
    "app/api/simulator/phones/route.ts": "simulator",
    "app/api/simulator/read/route.ts": "simulator",
    "app/api/simulator/shops/route.ts": "simulator",
    "app/api/webhooks/clerk/route.ts": "signed",
    "app/api/webhooks/whatsapp/[app]/route.ts": "signed",
    "app/api/v1/customers/[id]/route.ts": "key",
    "app/api/v1/customers/route.ts": "key",
    "app/api/v1/key/route.ts": "key",
    "app/api/v1/openapi.json/route.ts": "document",
    "app/api/v1/orders/[id]/route.ts": "key",
    "app/api/v1/orders/route.ts": "key",
    "app/api/v1/products/[id]/route.ts": "key",
    "app/api/v1/products/route.ts": "key",
    "app/api/v1/tickets/[id]/route.ts": "key",
    "app/api/v1/tickets/route.ts": "key",
  };
  const text = (file: string) => readFileSync(file, "utf8");
  const routes = files.filter((file) => /^app\/.*\/route\.tsx?$/.test(file)).sort();

  it("are all known, each with its guard", () => {
    expect(routes).toEqual(Object.keys(EXPECTED).sort());
    for (const [file, guard] of Object.entries(EXPECTED)) expect(text(file), file).toMatch(GUARDS[guard] ?? /$^/);
  });

  it("refuse what another site sends wherever they change something", () => {
    const changing = routes.filter((file) =>
      /export (?:const|async function|function) (?:POST|PUT|PATCH|DELETE)\b/.test(text(file)),
    );
    expect(changing.length).toBeGreaterThan(0);
    for (const file of changing) {
      expect(text(file), file).toMatch(
        /isCrossSite\(request\.headers\)|(?:POST|PUT|PATCH|DELETE) = (?:simulatorRoute|createRoute)\(|new Webhook\(secret\)|!isSignedByMeta\(/,
      );
    }
    for (const shared of ["lib/whatsapp/simulator-server.ts", "lib/api/door.ts"])
      expect(text(shared)).toMatch(/isCrossSite\(request\.headers\)/);
  });

  it("change nothing when they are only read", () => {
    for (const file of routes) {
      const reading =
        /export (?:const|async function|function) GET\b[\s\S]*?(?=\nexport |$)/.exec(text(file))?.[0] ?? "";
      expect(reading, file).not.toMatch(
        /\.(?:insert|update|upsert|delete|upload|remove)\(|\bsql`\s*(?:insert|update|delete)/i,
      );
    }
  });
});
