import { MailX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";

/** Above the composer: WhatsApp delivers nothing to this customer, so nothing is sent; opened again on his page. */
export function UnreachableBar({ customerId }: { customerId: string }) {
  const t = useTranslations("customers.unreachable");
  return (
    <aside
      aria-label={t("title")}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t bg-warning-soft px-3 py-2 text-warning text-xs leading-5 sm:px-5"
    >
      <MailX aria-hidden className="size-4 shrink-0" />
      <p className="min-w-48 flex-1">
        <span className="font-medium">{t("title")}</span> {t("until")}{" "}
        <Link href={`/customers/${customerId}`} prefetch={false} className="font-medium underline underline-offset-2">
          {t("look")}
        </Link>
      </p>
    </aside>
  );
}
