import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CustomerForm } from "@/app/(dashboard)/customers/_components/customer-form";
import { Page, PageHeader } from "@/components/page-header";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { formatPhone } from "@/lib/core/phone";
import { getCustomer } from "@/lib/customers/queries";
import { userDb } from "@/lib/db/user";

export async function generateMetadata() {
  const t = await getTranslations("customers");
  return { title: t("edit") };
}

export default async function EditCustomerPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await requireContext("customer.write");
  const { id } = await params;
  const found = await getCustomer(await userDb(), id);
  if (!found || found.customer.erased_at) notFound();
  const t = await getTranslations("customers");
  const { customer, contact } = found;
  return (
    <Page width="narrow">
      <PageHeader title={t("edit")} back={{ href: `/customers/${id}`, label: customer.name }} />
      <CustomerForm
        values={{
          id,
          name: customer.name,
          phone: contact?.phone ? formatPhone(contact.phone) : "",
          email: contact?.email ?? "",
          locale: customer.locale,
          tags: customer.tags.join(", "),
          address_line: contact?.address_line ?? "",
          postcode: contact?.postcode ?? "",
          city: contact?.city ?? "",
          state: contact?.state ?? "",
        }}
        outletId={customer.home_outlet_id}
        knownTags={[]}
        contacts={can(me, "customer.pii")}
        backTo={`/customers/${id}`}
      />
    </Page>
  );
}
