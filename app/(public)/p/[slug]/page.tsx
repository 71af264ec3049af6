import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { formatDate } from "@/lib/core/dates";
import { formatPhone } from "@/lib/core/phone";
import { publicDb } from "@/lib/db/clients";
import { getPrivacyNotice } from "@/lib/privacy/save";
import { LinkGone } from "../../_components/link-gone";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notice"))("title") };
}

/** The shop's privacy notice, in the reader's language. */
export default async function PrivacyNoticePage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const found = /^[0-9a-f]{12}$/.test(slug) ? await getPrivacyNotice(publicDb(), slug) : null;
  if (!found?.ok) return <LinkGone />;
  const { value: notice } = found;
  const [t, locale] = [await getTranslations("notice"), await getLocale()];
  const { months } = notice;
  return (
    <article className="grid gap-7 leading-6">
      <header className="grid gap-2">
        <h1 className="text-balance font-semibold text-2xl tracking-tight">{t("of", { name: notice.name })}</h1>
        <p className="text-muted-foreground text-sm">
          {[
            notice.registration_no && t("registration", { number: notice.registration_no }),
            t("updated", { date: formatDate(notice.updated_at, locale) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <p className="text-pretty">{t("intro", { name: notice.name })}</p>
      </header>
      <Part title={t("data.title")} lines={[t("data.identity"), t("data.device"), t("data.chat"), t("data.money")]} />
      <Part title={t("source.title")}>{t("source.text")}</Part>
      <Part title={t("purposes.title")} lines={[t("purposes.service"), t("purposes.legal"), t("purposes.marketing")]}>
        {t("purposes.must")}
      </Part>
      <Part title={t("sharing.title")}>{t("sharing.text")}</Part>
      <Part
        title={t("keep.title")}
        lines={[
          t("keep.messages", { months: months.messages }),
          t("keep.media", { months: months.media }),
          t("keep.photos", { months: months.photos }),
          t("keep.intake", { months: months.intake }),
          t("keep.links", { months: months.links }),
          t("keep.tax", { months: months.tax }),
          ...(months.inactive === null ? [] : [t("keep.inactive", { months: months.inactive })]),
        ]}
      />
      <Part
        title={t("rights.title")}
        lines={[t("rights.access"), t("rights.correct"), t("rights.withdraw"), t("rights.stop"), t("rights.erase")]}
      >
        {t("rights.how")}
      </Part>
      <section className="grid gap-2">
        <h2 className="font-semibold text-lg">{t("contact.title")}</h2>
        {notice.dpo_name && (
          <Contact
            title={t("contact.dpo")}
            lines={[notice.dpo_name]}
            phone={notice.dpo_phone}
            email={notice.dpo_email}
          />
        )}
        <Contact
          title={t("contact.business")}
          lines={[notice.name, ...notice.address]}
          phone={notice.phone}
          email={notice.email}
        />
      </section>
      <Part title={t("complaint.title")}>{t("complaint.text")}</Part>
    </article>
  );
}

function Part({ title, lines, children }: { title: string; lines?: string[]; children?: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold text-lg">{title}</h2>
      {lines && (
        <ul className="grid list-disc gap-1 pl-5">
          {lines.map((line) => (
            <li key={line} className="text-pretty">
              {line}
            </li>
          ))}
        </ul>
      )}
      {children && <p className="text-pretty">{children}</p>}
    </section>
  );
}

type ContactProps = { title: string; lines: string[]; phone: string | null; email: string | null };

function Contact({ title, lines, phone, email }: ContactProps) {
  const link = "inline-flex min-h-10 w-fit items-center underline underline-offset-4";
  return (
    <div className="grid">
      <p className="text-muted-foreground text-sm">{title}</p>
      <address className="grid not-italic">
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
        {phone && (
          <a href={`tel:${phone}`} className={link}>
            {formatPhone(phone)}
          </a>
        )}
        {email && (
          <a href={`mailto:${email}`} className={`${link} [overflow-wrap:anywhere]`}>
            {email}
          </a>
        )}
      </address>
    </div>
  );
}
