/** The shop as its customer may know it: name, outlets, addresses, hours. */
import { TZDate } from "@date-fns/tz";
import type { Fact } from "@/lib/ai/answer";
import { openState, weekdayName, weekTable } from "@/lib/ai/facts/hours";
import { rows } from "@/lib/ai/facts/rows";
import { formatPhone } from "@/lib/core/phone";
import type { CustomerDb } from "@/lib/db/clients";

export type Outlet = {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly address: string;
  readonly timeZone: string;
  readonly hours: unknown;
};
export type Shop = { readonly id: string; readonly name: string; readonly outlets: readonly Outlet[] };

/** Null when the shop has no active outlet. `first` is the outlet the customer chats with; it leads the list. */
export async function shopFacts(db: CustomerDb, first: string | null): Promise<Shop | null> {
  const [tenant] = rows(await db.from("tenants").select("id, name").limit(1));
  const outlets = rows(
    await db
      .from("outlets")
      .select("id, name, phone, address_line, postcode, city, state, time_zone, hours")
      .eq("is_active", true)
      .order("code")
      .limit(20),
  );
  if (!tenant || outlets.length === 0) return null;
  const known = outlets.map((outlet) => ({
    id: outlet.id,
    name: outlet.name,
    phone: outlet.phone === null ? null : formatPhone(outlet.phone),
    address: [outlet.address_line, [outlet.postcode, outlet.city].filter(Boolean).join(" "), outlet.state]
      .filter(Boolean)
      .join(", "),
    timeZone: outlet.time_zone,
    hours: outlet.hours,
  }));
  known.sort((a, b) => Number(b.id === first) - Number(a.id === first));
  return { id: tenant.id, name: tenant.name, outlets: known };
}

export const outletCite = (outlet: Outlet) => ({ table: "outlets", id: outlet.id, label: outlet.name });
export const shopCite = (shop: Shop) => ({ table: "tenants", id: shop.id, label: shop.name });

export function outletFact(outlet: Outlet, now: Date): Fact {
  const state = openState(outlet.hours, outlet.timeZone, now);
  return {
    cite: outletCite(outlet),
    data: {
      name: outlet.name,
      phone: outlet.phone,
      address: outlet.address,
      hours_ms: weekTable(outlet.hours, "ms").map(([days, times]) => `${days}: ${times}`),
      hours_en: weekTable(outlet.hours, "en").map(([days, times]) => `${days}: ${times}`),
      today: nextDay(0, new TZDate(now, outlet.timeZone).getDay()),
      open_now: state.open,
      closes: state.open ? state.closes : null,
      opens_next: state.open || !state.next ? null : state.next.opens,
      opens_next_day: state.open || !state.next ? null : nextDay(state.next.inDays, state.next.weekday),
    },
  };
}

function nextDay(inDays: number, weekday: number): string {
  const named = `${weekdayName(weekday, "ms")} / ${weekdayName(weekday, "en")}`;
  if (inDays === 0) return `hari ini / today (${named})`;
  return inDays === 1 ? `esok / tomorrow (${named})` : named;
}
