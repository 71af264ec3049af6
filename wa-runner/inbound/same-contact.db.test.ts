/** Two people with three names each; what is learnt of them in any order ends in the same place, and nothing is made up. */
import fc from "fast-check";
import type { TransactionSql } from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { actAs, openServiceSql } from "@/testing/db";
import { makeShop } from "@/testing/shop";

const sql = openServiceSql(4);
afterAll(() => sql.end({ timeout: 1 }));

const KINDS = ["phone", "lid", "bsuid"] as const;
type Kind = (typeof KINDS)[number];
type Fact =
  | { who: 0 | 1; is: "message"; by: Kind; beside?: Kind | undefined; from: "customer" | "phone" }
  | { who: 0 | 1; is: "same"; names: readonly [Kind, Kind] };

let serial = 0;
const person = () => {
  const n = String(++serial).padStart(7, "0");
  return { phone: `+6018${n}`, lid: `1${n}00000${n}`, bsuid: `MY.${n}` };
};

const who = fc.constantFrom(0 as const, 1 as const);
const kind = fc.constantFrom(...KINDS);
const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc
    .record({ who, by: kind, beside: fc.option(kind, { nil: undefined }), from: fc.constantFrom("customer", "phone") })
    .map(({ by, beside, ...rest }) => ({
      ...rest,
      is: "message" as const,
      by,
      // A network tells a phone or a LID beside the name, never a BSUID.
      beside: beside === by || beside === "bsuid" ? undefined : beside,
    })),
  fc
    .record({ who, names: fc.shuffledSubarray([...KINDS], { minLength: 2, maxLength: 2 }) })
    .map(({ who: of, names: [left = "phone", right = "lid"] }) => ({
      who: of,
      is: "same" as const,
      names: [left, right] as const,
    })),
);

async function scene() {
  const shop = await makeShop(sql);
  const [channel] = await sql<{ id: string }[]>`
    update public.channels set concierge_mode = 'off' where tenant_id = ${shop.tenantId} returning id`;
  const runner = { sub: "system:wa-runner", actor: "wa-runner", tenant_id: shop.tenantId };
  const people = [person(), person()] as const;
  const channel_id = channel?.id ?? "";
  const json = (value: unknown) => JSON.stringify(value);
  async function tell(tx: TransactionSql, told: Fact, n: number): Promise<void> {
    const names = people[told.who];
    if (told.is === "same") {
      const p = { channel_id, ...Object.fromEntries(told.names.map((name) => [name, names[name]])) };
      await tx`select public.record_same_contact(${json(p)}::text::jsonb)`;
      return;
    }
    const { by, beside, from } = told;
    const sender = { kind: by, value: names[by], ...(beside ? { [beside]: names[beside] } : {}) };
    const p = { channel_id, provider_id: `m${n}`, from, sender, kind: "text", body: `${told.who} ${n}` };
    await tx`select public.record_inbound_message(${json(p)}::text::jsonb)`;
  }
  return {
    people,
    /** Each in a transaction of its own, some of them twice. */
    async tell(facts: readonly Fact[], again: readonly number[]): Promise<void> {
      for (const [n, told] of facts.entries()) {
        await actAs(sql, runner, (tx) => tell(tx, told, n));
        if (again.includes(n)) await actAs(sql, runner, (tx) => tell(tx, told, n));
      }
    },
    messages: () =>
      sql<{ body: string; conversation_id: string; merged_into: string | null; customer_id: string; own: string }[]>`
        select m.body, m.conversation_id, c.merged_into, m.customer_id, c.customer_id as own from public.messages as m
          join public.conversations as c on c.id = m.conversation_id where m.channel_id = ${channel_id} order by m.seq`,
    identities: () =>
      sql<{ kind: Kind; value: string; customer_id: string }[]>`
        select kind, value, customer_id from public.customer_identities where tenant_id = ${shop.tenantId}`,
    phones: () =>
      sql<{ phone: string }[]>`
        select phone from public.customer_contacts where tenant_id = ${shop.tenantId} and phone is not null`,
  };
}

/** What was told of a person, as sets of names known to be one contact. */
function groupsOf(facts: readonly Fact[], of: 0 | 1): Set<Kind>[] {
  let groups: Set<Kind>[] = [];
  for (const told of facts) {
    if (told.who !== of) continue;
    const names = told.is === "same" ? told.names : told.beside ? [told.by, told.beside] : [told.by];
    const touched = groups.filter((group) => names.some((name) => group.has(name)));
    groups = [
      ...groups.filter((group) => !touched.includes(group)),
      new Set([...names, ...touched.flatMap((g) => [...g])]),
    ];
  }
  return groups;
}

describe("one contact under several names", () => {
  it("has one thread once it is known to be one, in any order, told once or twice, and no name nobody told", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fact, { minLength: 3, maxLength: 9 }),
        fc.array(fc.nat(8), { maxLength: 4 }),
        async (facts, again) => {
          const shop = await scene();
          // Whatever was learnt before anybody wrote is told once more by the network when it matters: here, at the end.
          const learnt = facts.filter(({ is }) => is === "same");
          await shop.tell([...facts, ...learnt], again);
          const messages = await shop.messages();
          expect(messages.map(({ body }) => body)).toEqual(
            facts.flatMap((told, n) => (told.is === "message" ? [`${told.who} ${n}`] : [])),
          );
          for (const row of messages) {
            expect(row.merged_into).toBeNull();
            expect(row.customer_id).toBe(row.own);
          }
          const threadOf = (n: number, whose: 0 | 1) =>
            messages.find(({ body }) => body === `${whose} ${n}`)?.conversation_id;
          for (const whose of [0, 1] as const) {
            for (const group of groupsOf(facts, whose)) {
              const threads = facts.flatMap((told, n) =>
                told.is === "message" && told.who === whose && group.has(told.by) ? [threadOf(n, whose)] : [],
              );
              expect(new Set(threads).size).toBeLessThanOrEqual(1);
            }
          }
          const other = new Set(messages.filter(({ body }) => body.startsWith("1 ")).map((row) => row.conversation_id));
          expect(messages.filter((row) => row.body.startsWith("0 ") && other.has(row.conversation_id))).toEqual([]);

          const told = new Set(
            facts.flatMap((one) => {
              const names = one.is === "same" ? one.names : one.beside ? [one.by, one.beside] : [one.by];
              return names.map((name) => shop.people[one.who][name]);
            }),
          );
          for (const { value } of await shop.identities()) expect(told).toContain(value);
          for (const { phone } of await shop.phones()) expect(told).toContain(phone);
        },
      ),
      { numRuns: 60 },
    );
  }, 180_000);
});
