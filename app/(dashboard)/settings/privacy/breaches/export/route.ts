import { getTranslations } from "next-intl/server";
import { can } from "@/lib/auth/context-schema";
import { currentContext } from "@/lib/auth/session";
import { csvLine } from "@/lib/customers/csv";
import { userDb } from "@/lib/db/user";
import { breachState } from "@/lib/privacy/breach-clock";
import { listBreaches } from "@/lib/privacy/queries";

/** The register as a file, for whoever inspects it. Times are UTC. */
export async function GET(): Promise<Response> {
  const me = await currentContext();
  if (!me?.tenant) return new Response(null, { status: 401 });
  if (!can(me, "privacy.manage")) return new Response(null, { status: 403 });
  const breaches = await listBreaches(await userDb(), me.tenant.id);
  const t = await getTranslations("privacy.breaches");
  const heads = [
    "title",
    "discovered_at",
    "what",
    "categories",
    "persons",
    "cause",
    "actions",
    "notify",
    "notify_reason",
  ];
  const later = ["commissioner_due_at", "commissioner_notified_at", "commissioner_reference", "persons_due_at"];
  const last = ["persons_notified_at", "closed_at"];
  const names = [...heads, ...later, ...last].map((field) => t(`fields.${field}`));
  const lines = breaches.map((breach) =>
    csvLine([
      breach.title,
      breach.discovered_at,
      breach.what,
      breach.categories.map((category) => t(`categories.${category}`)).join(", "),
      breach.persons,
      breach.cause,
      breach.actions,
      t(`notify.${breach.notify}`),
      breach.notify_reason,
      breach.commissioner_due_at,
      breach.commissioner_notified_at,
      breach.commissioner_reference,
      breach.persons_due_at,
      breach.persons_notified_at,
      breach.closed_at,
      t(`states.${breachState(breach)}`),
    ]),
  );
  // Spreadsheets take a file without this mark for an old code page.
  return new Response(`\uFEFF${csvLine([...names, ""])}${lines.join("")}`, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="breach-register.csv"',
      "cache-control": "private, no-store",
    },
  });
}
