import { useLocale, useTranslations } from "next-intl";
import { allowAgainAction } from "@/app/(dashboard)/customers/actions";
import { ConfirmButton } from "@/components/confirm-button";
import { Alert } from "@/components/ui/alert";
import { formatDate } from "@/lib/core/dates";
import { formatPhone } from "@/lib/core/phone";
import type { Unreachable } from "@/lib/customers/unreachable";

type UnreachableNoteProps = { customerId: string; addresses: readonly Unreachable[]; canReply: boolean };

/** Why nothing is sent to this customer, and the way to try again. */
export function UnreachableNote({ customerId, addresses, canReply }: UnreachableNoteProps) {
  const t = useTranslations("customers.unreachable");
  const locale = useLocale();
  if (addresses.length === 0) return null;
  return (
    <Alert tone="warning" title={t("title")}>
      <ul>
        {addresses.map(({ kind, address, failures, since }) => (
          <li key={`${kind}${address ?? since}`}>
            {t("why", {
              address: address ? formatPhone(address) : t("chat"),
              failures,
              date: formatDate(since, locale),
            })}
          </li>
        ))}
      </ul>
      <p>{t("until")}</p>
      {canReply && (
        <ConfirmButton
          variant="outline"
          size="sm"
          className="mt-2"
          title={t("askTitle")}
          description={t("askText")}
          confirmLabel={t("allow")}
          action={allowAgainAction}
          input={{ customerId }}
          successMessage={t("allowed")}
        >
          {t("allow")}
        </ConfirmButton>
      )}
    </Alert>
  );
}
