import { Monitor } from "lucide-react";
import { useTranslations } from "next-intl";
import { DateText } from "@/components/date-text";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { OwnSession } from "@/lib/auth/sessions";

export function SessionList({ sessions }: { sessions: readonly OwnSession[] }) {
  const t = useTranslations("settings.account");
  return (
    <Card className="sm:col-span-2">
      <ul className="divide-y">
        {sessions.map((session) => (
          <li key={session.id} className="flex items-center gap-3 px-4 py-3">
            <Monitor aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            <p className="min-w-0 flex-1 text-sm leading-5">
              {t("since")} <DateText at={session.createdAt} />
              <span className="block text-muted-foreground text-xs">
                {t("lastSeen")} <DateText at={session.lastSeenAt} />
              </span>
            </p>
            <Badge tone={session.isThis ? "success" : "neutral"}>
              {t(session.isThis ? "thisDevice" : "otherDevice")}
            </Badge>
          </li>
        ))}
      </ul>
    </Card>
  );
}
