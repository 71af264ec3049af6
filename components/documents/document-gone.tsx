import { FileX2 } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/empty-state";

export async function DocumentGone() {
  const t = await getTranslations("documents");
  return (
    <main id="main" className="grid min-h-dvh place-content-center">
      <h1 className="sr-only">{t("gone")}</h1>
      <EmptyState icon={FileX2} title={t("gone")} description={t("goneHint")} />
    </main>
  );
}
