import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Page, PageHeader } from "@/components/page-header";
import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { getCustomer } from "@/lib/repairs/lookup";
import { listTechnicians } from "@/lib/repairs/queries";
import { NewTicketForm } from "./_components/new-ticket-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("repairs.form"))("title") };
}

/** `?customer=` opens it for a customer who is already known (from the inbox or the customer's page). */
export default async function NewTicketPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const me = await requireContext("repair.write");
  const [db, t] = [await userDb(), await getTranslations("repairs")];
  const { customer } = await searchParams;
  return (
    <Page width="narrow">
      <PageHeader
        back={{ href: "/repairs", label: t("ticket.back") }}
        title={t("form.title")}
        description={t("form.description")}
      />
      <NewTicketForm
        outlets={me.outlets}
        outletId={me.activeOutletId ?? me.outlets[0]?.id ?? ""}
        technicians={await listTechnicians(db, me.tenant.id)}
        shopLocale={me.tenant.locale}
        known={typeof customer === "string" ? await getCustomer(db, customer) : null}
      />
    </Page>
  );
}
