import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { CustomerCards } from "@/app/(dashboard)/customers/_components/customer-cards";
import { CustomerActions, CustomerMeta, TotalsRow } from "@/app/(dashboard)/customers/_components/customer-head";
import { TimelineView } from "@/app/(dashboard)/customers/_components/timeline-view";
import { UnreachableNote } from "@/app/(dashboard)/customers/_components/unreachable-note";
import { Page, PageHeader } from "@/components/page-header";
import { Alert } from "@/components/ui/alert";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { formatDate } from "@/lib/core/dates";
import { choiceParam, type SearchParams } from "@/lib/core/list-params";
import { TIMELINE_KINDS } from "@/lib/customers/kinds";
import { getCustomer, getTimeline, listConsents } from "@/lib/customers/queries";
import { listUnreachable } from "@/lib/customers/unreachable";
import { userDb } from "@/lib/db/user";
import { currentTexts, listConsentTexts } from "@/lib/privacy/queries";

const UUID = /^[0-9a-f-]{36}$/;

export async function generateMetadata() {
  const t = await getTranslations("customers");
  return { title: t("profile") };
}

type CustomerPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function CustomerPage({ params, searchParams }: CustomerPageProps) {
  const me = await requireContext("customer.read");
  const { id } = await params;
  if (!UUID.test(id)) notFound();
  const kind = choiceParam(await searchParams, "kind", TIMELINE_KINDS);
  const db = await userDb();
  const [found, timeline, ledger, texts, unreachable] = await Promise.all([
    getCustomer(db, id),
    getTimeline(db, id, kind, null),
    listConsents(db, me.tenant.id, id),
    listConsentTexts(db, me.tenant.id),
    listUnreachable(db, id),
  ]);
  if (!found) notFound();
  const [t, p, locale] = [
    await getTranslations("customers"),
    await getTranslations("privacy.person"),
    await getLocale(),
  ];
  const { erased_at: erasedAt } = found.customer;
  return (
    <Page>
      <PageHeader
        title={found.customer.name}
        back={{ href: "/customers", label: t("title") }}
        meta={<CustomerMeta panel={found} />}
        actions={<CustomerActions panel={found} me={me} />}
      />
      {erasedAt && <Alert tone="info">{p("erasedOn", { date: formatDate(erasedAt, locale) })}</Alert>}
      <UnreachableNote customerId={id} addresses={unreachable} canReply={can(me, "inbox.reply")} />
      <TotalsRow panel={found} me={me} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <TimelineView key={kind} customerId={id} kind={kind} first={timeline} />
        <CustomerCards panel={found} me={me} ledger={ledger} texts={texts} current={currentTexts(texts)} />
      </div>
    </Page>
  );
}
