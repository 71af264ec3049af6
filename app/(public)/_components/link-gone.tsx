import { Link2Off } from "lucide-react";
import { useTranslations } from "next-intl";

/** Says nothing about whether there ever was something behind the link. */
export function LinkGone() {
  const t = useTranslations("public.gone");
  return (
    <div className="grid justify-items-center gap-2 py-20 text-center">
      <span className="grid size-12 place-content-center rounded-full bg-muted text-muted-foreground">
        <Link2Off aria-hidden className="size-5" />
      </span>
      <h1 className="font-semibold text-title">{t("title")}</h1>
      <p className="max-w-sm text-pretty text-muted-foreground">{t("text")}</p>
    </div>
  );
}
