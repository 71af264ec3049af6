import { SearchX, Users, Wrench } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DateText } from "@/components/date-text";
import { EmptyState } from "@/components/empty-state";
import { SortHead } from "@/components/sort-head";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatPhone } from "@/lib/core/phone";
import type { CustomerList } from "@/lib/customers/schema";

type CustomerTableProps = { rows: CustomerList["rows"]; searching: boolean; canAdd: boolean };

/** A table where there is room, cards of two lines on a phone. */
export function CustomerTable({ rows, searching, canAdd }: CustomerTableProps) {
  const t = useTranslations("customers");
  if (rows.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={searching ? SearchX : Users}
          title={t(searching ? "noneFound" : "noneYet")}
          description={t(searching ? "noneFoundHint" : "noneYetHint")}
          action={
            !searching &&
            canAdd && (
              <Button asChild>
                <Link href="/customers/new">{t("new")}</Link>
              </Button>
            )
          }
        />
      </Card>
    );
  }
  return (
    <Card className="overflow-hidden">
      <Table>
        <TableHeader>
          <TableRow>
            <SortHead value="name" defaultSort="name">
              {t("name")}
            </SortHead>
            <TableHead className="max-md:hidden">{t("phone")}</TableHead>
            <TableHead className="max-lg:hidden">{t("tags")}</TableHead>
            <TableHead>{t("openTickets")}</TableHead>
            <TableHead className="max-md:hidden">{t("lastMessage")}</TableHead>
            <SortHead value="created_at" defaultSort="name" className="max-lg:hidden">
              {t("since")}
            </SortHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => {
            const phone = row.phone ? formatPhone(row.phone) : row.phone_masked;
            return (
              <TableRow key={row.id} className="relative hover:bg-accent">
                <TableCell>
                  <span className="flex items-center gap-3">
                    <Avatar name={row.name} size="sm" />
                    <span className="grid min-w-0">
                      <Link
                        href={`/customers/${row.id}`}
                        className="truncate font-medium after:absolute after:inset-0 hover:underline"
                      >
                        {row.name}
                      </Link>
                      <span className="text-muted-foreground text-xs tabular-nums md:hidden">
                        {phone ?? t("noPhone")}
                      </span>
                    </span>
                  </span>
                </TableCell>
                <TableCell className="whitespace-nowrap tabular-nums max-md:hidden">
                  {phone ?? <span className="text-muted-foreground">{t("noPhone")}</span>}
                </TableCell>
                <TableCell className="max-lg:hidden">
                  <span className="flex flex-wrap gap-1">
                    {row.tags.map((tag) => (
                      <Badge key={tag} tone="info">
                        {tag}
                      </Badge>
                    ))}
                  </span>
                </TableCell>
                <TableCell>
                  {row.open_tickets > 0 && (
                    <Badge tone="warning" className="tabular-nums">
                      <Wrench aria-hidden />
                      {row.open_tickets}
                    </Badge>
                  )}
                </TableCell>
                <TableCell className="text-muted-foreground max-md:hidden">
                  {row.last_message_at && <DateText at={row.last_message_at} kind="list" />}
                </TableCell>
                <TableCell className="text-muted-foreground max-lg:hidden">
                  <DateText at={row.created_at} kind="date" />
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Card>
  );
}
