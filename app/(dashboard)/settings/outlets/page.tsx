import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { requireContext } from "@/lib/auth/session";
import { formatPhone } from "@/lib/core/phone";
import { userDb } from "@/lib/db/user";
import { readHours } from "@/lib/tenancy/hours";
import { listOutlets } from "@/lib/tenancy/outlets";
import { HoursText } from "./_components/hours-text";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("sections.outlets") };
}

export default async function OutletsPage() {
  await requireContext("outlet.manage");
  const t = await getTranslations("settings.outlets");
  const outlets = await listOutlets(await userDb());
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{t("text")}</CardDescription>
        <CardAction>
          <Button asChild size="sm">
            <Link href="/settings/outlets/new">
              <Plus aria-hidden />
              {t("add")}
            </Link>
          </Button>
        </CardAction>
      </CardHeader>
      <ul className="divide-y border-t">
        {outlets.map((outlet) => (
          <li key={outlet.id}>
            <Link
              href={`/settings/outlets/${outlet.id}`}
              className="grid gap-x-6 gap-y-1 px-4 py-3.5 hover:bg-muted/60 focus-visible:-outline-offset-2 sm:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_auto] sm:items-center sm:px-5 sm:last:rounded-b-lg"
            >
              <span className="min-w-0">
                <span className="flex items-center gap-2">
                  <span className="truncate font-medium">{outlet.name}</span>
                  <span className="rounded-sm border px-1 font-medium text-2xs text-muted-foreground">
                    {outlet.code}
                  </span>
                  {!outlet.is_active && <StatusBadge value="inactive" />}
                </span>
                <span className="block truncate text-muted-foreground text-xs leading-5">
                  {[outlet.address_line, outlet.postcode, outlet.city].filter(Boolean).join(", ") || t("noAddress")}
                </span>
              </span>
              <span className="text-muted-foreground text-xs leading-5">
                <HoursText hours={readHours(outlet.hours)} />
              </span>
              <span className="whitespace-nowrap text-muted-foreground text-xs tabular-nums">
                {outlet.phone ? formatPhone(outlet.phone) : ""}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
