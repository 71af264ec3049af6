import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { DateText } from "@/components/date-text";
import { Page, PageHeader } from "@/components/page-header";
import { Badge } from "@/components/ui/badge";
import { requireContext } from "@/lib/auth/session";
import { uuidField } from "@/lib/core/ids";
import { userDb } from "@/lib/db/user";
import { statusName } from "@/lib/repairs/kinds";
import { LiveTickets } from "../_components/live-tickets";
import { COLOUR_TONE, PriorityMark } from "../_components/ticket-bits";
import { PartsCard } from "./_components/parts-card";
import { PhotosCard } from "./_components/photos-card";
import { PriceCard } from "./_components/price-card";
import { CustomerCard, DetailsCard } from "./_components/side-cards";
import { asStep } from "./_components/steps";
import { TicketActions } from "./_components/ticket-actions";
import { Timeline } from "./_components/timeline";
import { UnlockCard } from "./_components/unlock-card";
import { loadDesk } from "./desk-data";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("repairs"))("title") };
}

export default async function TicketPage({ params, searchParams }: Props) {
  const me = await requireContext("repair.read");
  const id = uuidField.safeParse((await params).id);
  const desk = id.success ? await loadDesk(await userDb(), me, id.data) : null;
  if (!desk) notFound();
  const [t, locale] = [await getTranslations("repairs"), await getLocale()];
  const { ticket } = desk;
  const status = desk.statuses.find((one) => one.key === ticket.status);
  return (
    <Page>
      <LiveTickets withChat />
      <PageHeader
        back={{ href: "/repairs", label: t("ticket.back") }}
        title={desk.device}
        meta={
          <>
            <Badge tone={COLOUR_TONE[status?.colour ?? ""] ?? "neutral"}>
              {status ? statusName(status, locale) : ticket.status}
            </Badge>
            <PriorityMark priority={ticket.priority} />
          </>
        }
        description={
          <span className="tabular-nums">
            {ticket.number} · {ticket.customer.name} ·{" "}
            <DateText at={ticket.created_at} timeZone={ticket.outlet.time_zone} />
          </span>
        }
        actions={<TicketActions key={ticket.status} desk={desk} startWith={asStep((await searchParams)["step"])} />}
        className="[&>div:last-child]:max-sm:w-full"
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-5 lg:order-2">
          <PriceCard desk={desk} />
          <DetailsCard desk={desk} />
          <UnlockCard desk={desk} />
          <CustomerCard desk={desk} />
          <PartsCard desk={desk} />
          <PhotosCard desk={desk} />
        </div>
        <Timeline desk={desk} />
      </div>
    </Page>
  );
}
