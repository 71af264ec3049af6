import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { publicDb } from "@/lib/db/clients";
import { getIntakeForm } from "@/lib/intake/queries";
import { LinkGone } from "../../_components/link-gone";
import { OutletFooter } from "../../_components/outlet-footer";
import { IntakeForm } from "./_components/intake-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("intake"))("title") };
}

/** What the QR at the counter opens. The page knows the shop, never the customer. */
export default async function IntakePage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const form = /^[\w-]{1,40}$/.test(slug) ? await getIntakeForm(publicDb(), slug) : null;
  if (!form?.ok) return <LinkGone />;
  const [t, locale] = [await getTranslations("intake"), await getLocale()];
  const { outlet, fields, texts, is_open: isOpen } = form.value;
  const words = texts[locale];
  return (
    <div className="grid gap-5">
      <header className="grid gap-1">
        <p className="text-muted-foreground text-sm">
          {outlet.shop === outlet.name ? outlet.shop : `${outlet.shop} · ${outlet.name}`}
        </p>
        <h1 className="font-semibold text-2xl tracking-tight">{t("title")}</h1>
        {words.intro && <p className="text-pretty text-muted-foreground">{words.intro}</p>}
      </header>
      {isOpen ? (
        <IntakeForm
          slug={slug}
          pageId={crypto.randomUUID()}
          fields={fields}
          words={words}
          privacySlug={outlet.privacy_slug}
        />
      ) : (
        <Alert tone="info">{t("closed")}</Alert>
      )}
      <OutletFooter outlet={outlet} />
    </div>
  );
}
