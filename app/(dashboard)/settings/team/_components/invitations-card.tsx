import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/confirm-button";
import { DateText } from "@/components/date-text";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import { Card, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { revokeInvitationAction } from "../actions";
import { RenewButton } from "./renew-button";

type Row = {
  id: string;
  email: string;
  role: string;
  places: string | null;
  expiresAt: string;
  expired: boolean;
};

/** Those who were asked and have not come yet. */
export function InvitationsCard({ invitations }: { invitations: Row[] }) {
  const t = useTranslations("settings.team");
  const tc = useTranslations("common");
  if (invitations.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("invitations")}</CardTitle>
        <CardDescription>{t("invitationsText")}</CardDescription>
      </CardHeader>
      <ul className="divide-y border-t">
        {invitations.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 sm:px-5">
            <div className="min-w-48 flex-1 leading-tight">
              <p className="truncate font-medium">{row.email}</p>
              <p className="truncate text-muted-foreground text-xs leading-5">
                {row.places ?? t("allOutlets")} · {t("expires")} <DateText at={row.expiresAt} kind="date" />
              </p>
            </div>
            <Badge>{tc(`roles.${row.role}`)}</Badge>
            {row.expired && <StatusBadge value="expired" />}
            <div className="flex gap-2">
              <RenewButton id={row.id} />
              <ConfirmButton
                size="sm"
                title={t("revokeTitle", { email: row.email })}
                description={t("revokeText")}
                confirmLabel={t("revoke")}
                action={revokeInvitationAction}
                input={{ id: row.id }}
                successMessage={t("revoked")}
              >
                {t("revoke")}
              </ConfirmButton>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
