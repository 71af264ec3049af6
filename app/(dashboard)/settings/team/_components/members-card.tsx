import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/status-badge";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Card, CardAction, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { outranks } from "@/lib/tenancy/roles";
import { InviteButton } from "./invite-button";
import type { Member } from "./member";
import { MemberMenu } from "./member-menu";

type MembersCardProps = {
  myId: string;
  myRole: string;
  business: string;
  outlets: { id: string; name: string }[];
  members: Member[];
};

export function MembersCard({ myId, myRole, business, outlets, members }: MembersCardProps) {
  const t = useTranslations("settings.team");
  const tc = useTranslations("common");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("members", { count: members.length })}</CardTitle>
        <CardDescription>{t("membersText")}</CardDescription>
        <CardAction>
          <InviteButton myRole={myRole} outlets={outlets} />
        </CardAction>
      </CardHeader>
      <ul className="divide-y border-t">
        {members.map((member) => (
          <li key={member.id} className="flex items-center gap-3 px-4 py-3 sm:px-5">
            <Avatar name={member.name} />
            <div className="min-w-0 flex-1 leading-tight">
              <p className="truncate font-medium">
                {member.name}
                {member.id === myId && <span className="font-normal text-muted-foreground"> · {t("you")}</span>}
              </p>
              <p className="truncate text-muted-foreground text-xs leading-5">{member.email}</p>
              <p className="truncate text-muted-foreground text-xs leading-5 sm:hidden">
                {member.places ?? t("allOutlets")}
              </p>
            </div>
            <span className="hidden max-w-48 truncate text-muted-foreground text-xs sm:block">
              {member.places ?? t("allOutlets")}
            </span>
            <div className="flex flex-col items-end gap-1 sm:flex-row sm:items-center sm:gap-3">
              {member.pii && (
                <Badge tone="outline" className="max-sm:hidden">
                  {t("piiBadge")}
                </Badge>
              )}
              {member.status !== "active" && <StatusBadge value={member.status} />}
              <Badge tone={member.role === "owner" ? "brand" : "neutral"}>{tc(`roles.${member.role}`)}</Badge>
            </div>
            <div className="size-8 shrink-0 pointer-coarse:size-11">
              {member.id !== myId && !outranks(member.role, myRole) && (
                <MemberMenu member={member} myRole={myRole} business={business} outlets={outlets} />
              )}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
