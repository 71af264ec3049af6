import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";

export function MoreLink({ href }: { href: string }) {
  const t = useTranslations("common");
  return (
    <Link
      href={href}
      className="inline-flex items-center gap-1 rounded-sm text-muted-foreground text-xs leading-5 hover:text-foreground pointer-coarse:-my-3 pointer-coarse:py-3"
    >
      {t("viewAll")}
      <ArrowRight aria-hidden className="size-3.5" />
    </Link>
  );
}
