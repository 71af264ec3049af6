import { ExternalLink, MessagesSquare, Printer } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/copy-button";
import { DateText } from "@/components/date-text";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { formatPhone } from "@/lib/core/phone";
import { statusName } from "@/lib/repairs/kinds";
import { useAccessoryNames } from "../../_components/use-accessory-names";
import { AssignSelect } from "./assign-select";
import type { Desk } from "./desk";
import { EditButton } from "./edit-button";

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd className="min-w-0 whitespace-pre-wrap break-words text-sm">{children}</dd>
    </div>
  );
}

export function DetailsCard({ desk }: { desk: Desk }) {
  const { ticket } = desk;
  const t = useTranslations("repairs");
  const accessoryNames = useAccessoryNames();
  const canWrite = desk.capabilities.includes("repair.write");
  const formName = ticket.events.find((event) => event.kind === "CREATED")?.data["form_name"];
  const zone = ticket.outlet.time_zone;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("ticket.details")}</CardTitle>
        {canWrite && (
          <CardAction className="-my-1.5">
            <EditButton ticket={ticket} />
          </CardAction>
        )}
      </CardHeader>
      <CardContent>
        <dl className="grid gap-3">
          <Row label={t("ticket.problem")}>{ticket.problem}</Row>
          {ticket.condition && <Row label={t("ticket.condition")}>{ticket.condition}</Row>}
          {ticket.accessories.length > 0 && (
            <Row label={t("ticket.accessories")}>{accessoryNames(ticket.accessories).join(", ")}</Row>
          )}
          <Row label={t("ticket.eta")}>
            {ticket.eta_at ? (
              <DateText at={ticket.eta_at} timeZone={zone} />
            ) : (
              <span className="text-muted-foreground">{t("ticket.noEta")}</span>
            )}
          </Row>
          {ticket.storage && <Row label={t("ticket.storage")}>{ticket.storage}</Row>}
          <Row label={t("ticket.assign")}>
            <AssignSelect
              ticketId={ticket.id}
              technicianId={ticket.technician_id}
              technicians={desk.technicians}
              disabled={!canWrite}
            />
          </Row>
          <Row label={t("ticket.source")}>
            {t.has(`source.${ticket.source}`) ? t(`source.${ticket.source}`) : ticket.source}
            {typeof formName === "string" && formName !== ticket.customer.name && (
              <span className="block text-muted-foreground text-xs">{t("ticket.formName", { name: formName })}</span>
            )}
          </Row>
          <Row label={t("ticket.statusLink")}>
            <span className="flex flex-wrap gap-2 pt-1">
              <CopyButton value={`${desk.appUrl}/r/${ticket.links.ticket}`} size="sm">
                {t("ticket.copyLink")}
              </CopyButton>
              <Button variant="outline" size="sm" asChild>
                <a href={`/r/${ticket.links.ticket}`} target="_blank" rel="noopener">
                  <ExternalLink aria-hidden />
                  {t("ticket.openLink")}
                </a>
              </Button>
              <Button variant="outline" size="sm" asChild>
                <Link href={`/repairs/${ticket.id}/print`}>
                  <Printer aria-hidden />
                  {t("ticket.print")}
                </Link>
              </Button>
            </span>
          </Row>
        </dl>
      </CardContent>
    </Card>
  );
}

export function CustomerCard({ desk }: { desk: Desk }) {
  const { ticket } = desk;
  const t = useTranslations("repairs");
  const locale = useLocale();
  const conversation = ticket.messages.at(-1)?.conversation_id;
  const { device, customer } = ticket;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("ticket.customer")}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="min-w-0">
            <Link href={`/customers/${customer.id}`} className="font-medium underline-offset-4 hover:underline">
              {customer.name}
            </Link>
            <p className="text-muted-foreground text-sm tabular-nums">
              {customer.phone ? formatPhone(customer.phone) : (customer.phone_masked ?? "–")}
            </p>
          </div>
          {conversation && (
            <Button variant="outline" size="sm" asChild>
              <Link href={`/inbox/${conversation}`}>
                <MessagesSquare aria-hidden />
                {t("ticket.openChat")}
              </Link>
            </Button>
          )}
        </div>
        <dl className="grid gap-3 border-t pt-3">
          <Row label={t("ticket.device")}>
            <span className="font-medium">{desk.device}</span>
            <span className="block text-muted-foreground text-xs tabular-nums">
              {[device.imei && `IMEI ${device.imei}`, device.serial && `S/N ${device.serial}`]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </Row>
          <Row label={t("ticket.history")}>
            {ticket.history.length === 0 ? (
              <span className="text-muted-foreground">{t("ticket.noHistory")}</span>
            ) : (
              <ul className="grid gap-1 pt-0.5">
                {ticket.history.map((past) => {
                  const status = desk.statuses.find((one) => one.key === past.status);
                  return (
                    <li key={past.id} className="flex flex-wrap items-baseline gap-x-2">
                      <Link href={`/repairs/${past.id}`} className="tabular-nums underline underline-offset-4">
                        {past.number}
                      </Link>
                      <span className="text-muted-foreground text-xs">
                        <DateText at={past.created_at} kind="date" /> ·{" "}
                        {status ? statusName(status, locale) : past.status}
                      </span>
                      <span className="w-full truncate text-muted-foreground text-xs">{past.problem}</span>
                    </li>
                  );
                })}
              </ul>
            )}
          </Row>
        </dl>
      </CardContent>
    </Card>
  );
}
