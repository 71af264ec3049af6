import { Compass } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";

/** What a not-found page says; the same for "gone" and "not for you". */
export function NothingHere() {
  const t = useTranslations("common.notFound");
  return (
    <div className="grid min-h-[70dvh] place-content-center">
      <h1 className="sr-only">{t("title")}</h1>
      <EmptyState
        icon={Compass}
        title={t("title")}
        description={t("description")}
        action={
          <Button asChild variant="outline">
            <Link href="/">{t("action")}</Link>
          </Button>
        }
      />
    </div>
  );
}
