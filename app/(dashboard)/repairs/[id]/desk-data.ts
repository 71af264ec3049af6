import "server-only";
import { getTranslations } from "next-intl/server";
import type { Context } from "@/lib/auth/context-schema";
import { businessDate } from "@/lib/core/dates";
import type { UserDb } from "@/lib/db/clients";
import { env } from "@/lib/env";
import { collectedText, deviceName, fillTemplate, readyText } from "@/lib/repairs/customer-text";
import { hoursOn } from "@/lib/repairs/hours";
import { listStatuses, listTechnicians, taxRates } from "@/lib/repairs/queries";
import { customerTemplates } from "@/lib/repairs/templates";
import { getTicket, type Ticket } from "@/lib/repairs/ticket";
import { unlockStatus } from "@/lib/repairs/unlock-vault";
import type { Desk } from "./_components/desk";

const dueOf = (ticket: Ticket): number =>
  ticket.settled_at ? 0 : (ticket.estimates.find((one) => one.state === "approved")?.total_sen ?? 0);

/** Null when the person has no such ticket. */
export async function loadDesk(db: UserDb, me: Context, id: string): Promise<Desk | null> {
  const ticket = await getTicket(db, id);
  if (!ticket) return null;
  const [statuses, technicians, rates, unlock, t] = await Promise.all([
    listStatuses(db),
    listTechnicians(db, me.tenant.id),
    taxRates(db, me.tenant.sst_registered, businessDate(new Date(), ticket.outlet.time_zone)),
    unlockStatus(db, me.tenant.id, id),
    getTranslations({ locale: ticket.customer.locale, namespace: "repairs" }),
  ]);
  const templates = customerTemplates(ticket.customer.locale);
  const device = deviceName(ticket.device);
  const dueSen = dueOf(ticket);
  const times = hoursOn(ticket.outlet.hours, new Date(), ticket.outlet.time_zone);
  const known = { number: ticket.number, token: ticket.links.ticket };
  return {
    ticket,
    unlock: unlock.ok ? unlock.value : null,
    device,
    shop: me.tenant.name,
    appUrl: env().APP_URL,
    statuses,
    technicians,
    capabilities: me.capabilities,
    templates,
    taxRates: rates,
    dueSen,
    readyBody: fillTemplate(
      readyText(templates, {
        shop: me.tenant.name,
        device,
        dueSen,
        isPaid: ticket.settled_at !== null,
        hours: times ? t("hoursToday", { times }) : t("hoursClosed"),
        appUrl: env().APP_URL,
      }),
      known,
    ),
    collectedBody: fillTemplate(collectedText(templates, { shop: me.tenant.name, device }), known),
  };
}
