import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Page, PageHeader } from "@/components/page-header";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { getProduct, listCategories } from "@/lib/catalog/queries";
import { userDb } from "@/lib/db/user";
import { ProductForm } from "../../_components/product-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("stock"))("formEdit") };
}

export default async function EditProductPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await requireContext("catalog.write");
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const db = await userDb();
  const [product, categories] = await Promise.all([
    getProduct(db, me.tenant.id, id.data),
    listCategories(db, me.tenant.id),
  ]);
  if (!product.ok || !product.value) notFound();
  const t = await getTranslations("stock");
  return (
    <Page width="narrow">
      <PageHeader back={{ href: `/stock/${id.data}`, label: product.value.name }} title={t("formEdit")} />
      <ProductForm
        product={product.value}
        categories={categories.ok ? categories.value : []}
        maySeeCost={can(me, "cost.read")}
      />
    </Page>
  );
}
