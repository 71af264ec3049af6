import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Page, PageHeader } from "@/components/page-header";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { listCategories } from "@/lib/catalog/queries";
import { userDb } from "@/lib/db/user";
import { ProductForm } from "../_components/product-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("stock"))("formNew") };
}

export default async function NewProductPage() {
  const me = await requireContext("catalog.write");
  const t = await getTranslations("stock");
  const categories = await listCategories(await userDb(), me.tenant.id);
  return (
    <Page width="narrow">
      <PageHeader back={{ href: "/stock", label: t("title") }} title={t("formNew")} />
      <ProductForm
        product={null}
        categories={categories.ok ? categories.value : []}
        maySeeCost={can(me, "cost.read")}
      />
    </Page>
  );
}
