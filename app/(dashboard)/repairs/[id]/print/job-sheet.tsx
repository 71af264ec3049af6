"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { MoneyText } from "@/components/money-text";
import { PageStyle } from "@/components/page-nonce";
import { Picture } from "@/components/picture";
import { Button } from "@/components/ui/button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { useAccessoryNames } from "../../_components/use-accessory-names";
import type { Desk } from "../_components/desk";

type JobSheetProps = { desk: Desk; phone: string; qr: string; received: string; terms: string };
const KINDS = ["sheet", "label"] as const;
const PAPER = { sheet: "A5", label: "62mm 40mm" };

/** One of the two is on paper at a time: the printer has either plain paper or labels in it. */
export function JobSheet(props: JobSheetProps) {
  const t = useTranslations("repairs.print");
  const [kind, setKind] = useState<(typeof KINDS)[number]>("sheet");
  return (
    <Tabs value={kind} onValueChange={(next) => setKind(next === "label" ? "label" : "sheet")}>
      <PageStyle css={`@page { size: ${PAPER[kind]}; margin: ${kind === "label" ? "2mm" : "10mm"} }`} />
      <div className="flex flex-wrap items-center justify-between gap-3 print:hidden">
        <TabsList>
          {KINDS.map((one) => (
            <TabsTrigger key={one} value={one}>
              {t(one)}
            </TabsTrigger>
          ))}
        </TabsList>
        <Button onClick={() => window.print()}>
          <Printer aria-hidden />
          {t("button")}
        </Button>
      </div>
      <TabsContent value="sheet">
        <Sheet {...props} />
      </TabsContent>
      <TabsContent value="label">
        <Label {...props} />
      </TabsContent>
    </Tabs>
  );
}

const Qr = ({ svg, className }: { svg: string; className: string }) => (
  <Picture
    src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`}
    alt=""
    width={120}
    height={120}
    className={className}
  />
);

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="grid content-start gap-0.5">
    <dt className="text-neutral-600 text-xs">{label}</dt>
    <dd className="whitespace-pre-wrap break-words text-sm">{children}</dd>
  </div>
);

function Sheet({ desk, phone, qr, received, terms }: JobSheetProps) {
  const { ticket } = desk;
  const t = useTranslations("repairs");
  const accessoryNames = useAccessoryNames();
  const price = ticket.estimates.findLast((one) => one.state === "approved" || one.state === "proposed");
  return (
    <article className="grid gap-5 rounded-lg border bg-white p-6 text-black print:border-0 print:p-0">
      <header className="flex justify-between gap-6">
        <div className="grid content-start gap-1">
          <p className="font-semibold">{desk.shop}</p>
          <p className="text-neutral-600 text-xs">
            {[ticket.outlet.name, ticket.outlet.address_line, ticket.outlet.postcode, ticket.outlet.city]
              .filter(Boolean)
              .join(", ")}
          </p>
          <h2 className="pt-2 font-bold text-2xl tabular-nums">{ticket.number}</h2>
        </div>
        <div className="grid justify-items-center gap-1 text-neutral-600 text-xs">
          <Qr svg={qr} className="size-24" />
          {t("print.scan")}
        </div>
      </header>
      <dl className="grid grid-cols-2 gap-4 border-y py-4">
        <Fact label={t("ticket.customer")}>
          {ticket.customer.name}
          {"\n"}
          {phone}
        </Fact>
        <Fact label={t("print.received")}>{received}</Fact>
        <Fact label={t("ticket.device")}>
          {[
            desk.device,
            ticket.device.imei && `IMEI ${ticket.device.imei}`,
            ticket.device.serial && `S/N ${ticket.device.serial}`,
          ]
            .filter(Boolean)
            .join("\n")}
        </Fact>
        <Fact label={t("ticket.accessories")}>{accessoryNames(ticket.accessories).join(", ") || "–"}</Fact>
        <Fact label={t("ticket.problem")}>{ticket.problem}</Fact>
        <Fact label={t("ticket.condition")}>{ticket.condition ?? "–"}</Fact>
        {price && (
          <Fact label={t("estimate.total")}>
            <MoneyText sen={price.total_sen} strong />
          </Fact>
        )}
      </dl>
      <section className="grid gap-1">
        <h3 className="font-medium text-xs">{t("print.terms")}</h3>
        <p className="whitespace-pre-line text-neutral-700 text-xs leading-5">{terms}</p>
      </section>
      <p className="mt-10 w-2/3 border-black border-t pt-1 text-neutral-600 text-xs">{t("print.signature")}</p>
    </article>
  );
}

function Label({ desk, qr }: JobSheetProps) {
  const { ticket } = desk;
  return (
    <article className="flex w-64 gap-3 rounded-md border bg-white p-3 text-black print:w-full print:border-0 print:p-0">
      <Qr svg={qr} className="size-20 shrink-0" />
      <div className="grid min-w-0 content-start gap-0.5 text-xs leading-4">
        <strong className="text-sm tabular-nums">{ticket.number}</strong>
        <span className="break-words font-medium">{desk.device}</span>
        <span className="truncate">{ticket.customer.name}</span>
        <span className="line-clamp-2 text-neutral-700">{ticket.problem}</span>
      </div>
    </article>
  );
}
