import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { DateText } from "@/components/date-text";
import { SortHead } from "@/components/sort-head";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { deviceName } from "@/lib/repairs/customer-text";
import { statusName } from "@/lib/repairs/kinds";
import type { StatusRow, TicketCard } from "@/lib/repairs/rows";
import { COLOUR_TONE, PriceFlag, PriorityMark } from "./ticket-bits";

export function TicketTable({ tickets, statuses }: { tickets: TicketCard[]; statuses: StatusRow[] }) {
  const t = useTranslations("repairs");
  const locale = useLocale();
  return (
    <Card>
      <Table>
        <TableHeader>
          <TableRow>
            <SortHead value="number" defaultSort="-created_at">
              {t("columns.number")}
            </SortHead>
            <TableHead>{t("columns.device")}</TableHead>
            <SortHead value="customer_name" defaultSort="-created_at">
              {t("columns.customer")}
            </SortHead>
            <TableHead>{t("columns.status")}</TableHead>
            <TableHead>{t("columns.technician")}</TableHead>
            <SortHead value="estimate_total_sen" defaultSort="-created_at" numeric>
              {t("columns.price")}
            </SortHead>
            <SortHead value="eta_at" defaultSort="-created_at">
              {t("columns.eta")}
            </SortHead>
            <SortHead value="created_at" defaultSort="-created_at">
              {t("columns.age")}
            </SortHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {tickets.map((ticket) => (
            <Row
              key={ticket.id}
              ticket={ticket}
              status={statuses.find((one) => one.key === ticket.status)}
              locale={locale}
            />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Row({ ticket, status, locale }: { ticket: TicketCard; status: StatusRow | undefined; locale: "ms" | "en" }) {
  return (
    <TableRow>
      <TableCell>
        <Link
          href={`/repairs/${ticket.id}`}
          className="whitespace-nowrap font-medium tabular-nums underline-offset-4 hover:underline"
        >
          {ticket.number}
        </Link>
      </TableCell>
      <TableCell>
        <span className="flex max-w-60 items-center gap-1">
          <PriorityMark priority={ticket.priority} />
          <span className="truncate" title={ticket.problem}>
            {deviceName(ticket)}
          </span>
        </span>
      </TableCell>
      <TableCell>
        <span className="block max-w-48 truncate">{ticket.customer_name}</span>
      </TableCell>
      <TableCell>
        <Badge tone={COLOUR_TONE[status?.colour ?? ""] ?? "neutral"}>
          {status ? statusName(status, locale) : ticket.status}
        </Badge>
      </TableCell>
      <TableCell className="max-w-36 truncate text-muted-foreground">{ticket.technician_name ?? "–"}</TableCell>
      <TableCell numeric>
        <PriceFlag ticket={ticket} className="ml-auto" />
      </TableCell>
      <TableCell className="text-muted-foreground">
        {ticket.eta_at ? <DateText at={ticket.eta_at} kind="list" /> : "–"}
      </TableCell>
      <TableCell className="text-muted-foreground">
        <DateText at={ticket.created_at} kind="list" />
      </TableCell>
    </TableRow>
  );
}
