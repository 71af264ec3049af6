import { getTranslations } from "next-intl/server";
import { CustomerForm } from "@/app/(dashboard)/customers/_components/customer-form";
import { Page, PageHeader } from "@/components/page-header";
import { requireContext } from "@/lib/auth/session";
import { listParams, type SearchParams } from "@/lib/core/list-params";
import { listCustomers } from "@/lib/customers/queries";
import { userDb } from "@/lib/db/user";

export async function generateMetadata() {
  const t = await getTranslations("customers");
  return { title: t("new") };
}

/** ?name= and ?phone= fill the form: a search that found nobody goes on here. */
export default async function NewCustomerPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const me = await requireContext("customer.write");
  const { name, phone } = await searchParams;
  const t = await getTranslations("customers");
  const { tags } = await listCustomers(await userDb(), { ...listParams({}, ["name"], 1), tag: null });
  const text = (value: unknown) => (typeof value === "string" ? value.slice(0, 160) : "");
  return (
    <Page width="narrow">
      <PageHeader title={t("new")} back={{ href: "/customers", label: t("title") }} />
      <CustomerForm
        values={{
          id: null,
          name: text(name),
          phone: text(phone),
          email: "",
          locale: me.tenant.locale,
          tags: "",
          address_line: "",
          postcode: "",
          city: "",
          state: "",
        }}
        outletId={me.activeOutletId}
        knownTags={tags}
        contacts
        backTo="/customers"
      />
    </Page>
  );
}
