import { MapPin, Phone, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { formatPhone } from "@/lib/core/phone";
import type { OutletCard } from "@/lib/repairs/public-pages";

const addressOf = (outlet: OutletCard): string =>
  [outlet.address_line, [outlet.postcode, outlet.city].filter(Boolean).join(" "), outlet.state]
    .filter(Boolean)
    .join(", ");

/** The shop as on its signboard: name, address, phone. */
export function OutletFooter({ outlet }: { outlet: OutletCard }) {
  const t = useTranslations("public");
  const notice = useTranslations("notice");
  const address = addressOf(outlet);
  return (
    <section className="mt-6 grid gap-2 border-t pt-5 text-sm" aria-label={outlet.shop}>
      <p className="font-medium">{outlet.shop === outlet.name ? outlet.shop : `${outlet.shop} · ${outlet.name}`}</p>
      {address && (
        <p className="flex gap-2 text-muted-foreground">
          <MapPin aria-hidden className="mt-0.5 size-4 shrink-0" />
          {address}
        </p>
      )}
      {outlet.phone && (
        <a
          href={`tel:${outlet.phone}`}
          className="inline-flex min-h-10 items-center gap-2 font-medium underline-offset-4 hover:underline"
        >
          <Phone aria-hidden className="size-4 shrink-0" />
          {t("call", { phone: formatPhone(outlet.phone) })}
        </a>
      )}
      <Link
        href={`/p/${outlet.privacy_slug}`}
        className="inline-flex min-h-10 w-fit items-center gap-2 text-muted-foreground underline-offset-4 hover:underline print:hidden"
      >
        <ShieldCheck aria-hidden className="size-4 shrink-0" />
        {notice("link")}
      </Link>
    </section>
  );
}
