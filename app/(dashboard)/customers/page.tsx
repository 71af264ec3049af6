import { Download, Plus } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { CustomerTable } from "@/app/(dashboard)/customers/_components/customer-table";
import { customerListUrl } from "@/app/(dashboard)/customers/search-params";
import { ListToolbar } from "@/components/list-toolbar";
import { Page, PageHeader } from "@/components/page-header";
import { Pagination } from "@/components/pagination";
import { Button } from "@/components/ui/button";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import type { SearchParams } from "@/lib/core/list-params";
import { listCustomers } from "@/lib/customers/queries";
import { userDb } from "@/lib/db/user";

export async function generateMetadata() {
  const t = await getTranslations("customers");
  return { title: t("title") };
}

export default async function CustomersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const me = await requireContext("customer.read");
  const search = await searchParams;
  const params = customerListUrl(search);
  const list = await listCustomers(await userDb(), params);
  const t = await getTranslations("customers");
  const filters = [{ name: "tag", label: t("tag"), options: list.tags.map((tag) => ({ value: tag, label: tag })) }];
  const sorts = ["name", "-name", "-created_at", "created_at"].map((value) => ({ value, label: t(`sorts.${value}`) }));
  const query = new URLSearchParams(
    Object.entries({ q: params.q, tag: params.tag ?? "" }).filter(([, value]) => value),
  );
  return (
    <Page>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            <Button asChild variant="outline">
              <a href={`/customers/export?${query}`} download>
                <Download aria-hidden />
                {t("export")}
              </a>
            </Button>
            {can(me, "customer.write") && (
              <Button asChild>
                <Link href="/customers/new">
                  <Plus aria-hidden />
                  {t("new")}
                </Link>
              </Button>
            )}
          </>
        }
      />
      <ListToolbar
        searchLabel={t("search")}
        filters={list.tags.length > 0 ? filters : []}
        sorts={sorts}
        defaultSort="name"
      />
      <CustomerTable
        rows={list.rows}
        searching={params.q !== "" || params.tag !== null}
        canAdd={can(me, "customer.write")}
      />
      <Pagination page={params.page} pageSize={params.pageSize} total={list.total} />
    </Page>
  );
}
