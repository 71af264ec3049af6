import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/confirm-button";
import { DateText } from "@/components/date-text";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import type { KeyRow } from "@/lib/api/keys";
import { revokeKeyAction } from "../actions";

type KeyItemProps = {
  row: KeyRow;
  state: "active" | "revoked" | "expired";
  /** null: every outlet. */
  places: string | null;
  maker: string | null;
};

export function KeyItem({ row, state, places, maker }: KeyItemProps) {
  const t = useTranslations("apiKeys");
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3 sm:px-5">
      <div className="grid min-w-48 flex-1 gap-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 truncate font-medium">{row.name}</span>
          <StatusBadge value={state}>{t(`states.${state}`)}</StatusBadge>
        </p>
        <p className="text-muted-foreground text-xs leading-5">
          <code>{row.prefix}_…</code> · {places ?? t("allOutlets")} ·{" "}
          {state === "revoked" ? (
            <>
              {t("revokedAt")} <DateText at={row.revoked_at ?? row.expires_at} kind="datetime" />
            </>
          ) : (
            <>
              {t(state === "active" ? "expires" : "expired")} <DateText at={row.expires_at} kind="date" />
            </>
          )}
          {" · "}
          {row.last_used_at ? (
            <>
              {t("lastUsed")} <DateText at={row.last_used_at} kind="datetime" />
            </>
          ) : (
            t("neverUsed")
          )}
          {maker && <> · {t("madeBy", { name: maker })}</>}
        </p>
        <ul className="flex flex-wrap gap-1" aria-label={t("scopes")}>
          {row.scopes.map((scope) => (
            <li key={scope}>
              <Badge tone="outline">{scope}</Badge>
            </li>
          ))}
        </ul>
      </div>
      {state === "active" && (
        <ConfirmButton
          size="sm"
          variant="outline"
          title={t("revokeTitle", { name: row.name })}
          description={t("revokeText")}
          confirmLabel={t("revoke")}
          action={revokeKeyAction}
          input={{ id: row.id }}
          successMessage={t("revoked")}
        >
          {t("revoke")}
        </ConfirmButton>
      )}
    </li>
  );
}
