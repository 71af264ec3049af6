import { useLocale, useTranslations } from "next-intl";
import { ConsentDialog } from "@/app/(dashboard)/customers/_components/consent-dialog";
import { ConsentLines } from "@/app/(dashboard)/customers/_components/panel-parts";
import { PanelSection } from "@/app/(dashboard)/customers/_components/panel-section";
import { DateText } from "@/components/date-text";
import type { listConsents } from "@/lib/customers/queries";
import type { CustomerPanel } from "@/lib/customers/schema";
import type { ConsentText } from "@/lib/privacy/queries";

export type ConsentRow = Awaited<ReturnType<typeof listConsents>>[number];

type ConsentCardProps = {
  customerId: string;
  consents: CustomerPanel["consents"];
  ledger: ConsentRow[];
  texts: readonly ConsentText[];
  current: Partial<Record<string, ConsentText>>;
  write: boolean;
};

/** What holds now, how to change it, and every row there ever was with its words and its evidence. */
export function ConsentCard({ customerId, consents, ledger, texts, current, write }: ConsentCardProps) {
  const t = useTranslations("customers");
  const locale = useLocale();
  const words = (text: ConsentText | undefined) => (locale === "ms" ? text?.body_ms : text?.body_en) ?? "";
  return (
    <PanelSection title={t("consents")}>
      <ConsentLines consents={consents} />
      {write && (
        <div className="flex flex-wrap gap-2 pt-1">
          {(["service", "marketing"] as const).map((purpose) => (
            <ConsentDialog
              key={purpose}
              customerId={customerId}
              purpose={purpose}
              granted={consents.some((consent) => consent.purpose === purpose && consent.granted)}
              words={words(current[purpose])}
            />
          ))}
        </div>
      )}
      {ledger.length > 0 && (
        <details className="text-xs">
          <summary className="w-fit rounded-sm py-1 text-muted-foreground hover:text-foreground">
            {t("consent.ledger", { count: ledger.length })}
          </summary>
          <ol className="ml-1 grid gap-3 border-l py-2 pl-3">
            {ledger.map((row) => (
              <LedgerRow
                key={row.id}
                row={row}
                words={words(texts.find((text) => text.purpose === row.purpose && text.version === row.text_version))}
              />
            ))}
          </ol>
        </details>
      )}
    </PanelSection>
  );
}

function LedgerRow({ row, words }: { row: ConsentRow; words: string }) {
  const t = useTranslations("customers");
  const p = useTranslations("privacy.consent");
  const { note, message_id: message, submission_id: form, ticket_id: ticket } = row.evidence;
  const proof = [
    row.by && p("by", { name: row.by }),
    note && p("note", { note }),
    message && p("message"),
    form && p("form"),
    ticket && p("ticket"),
  ];
  return (
    <li className="grid gap-0.5">
      <span className="flex justify-between gap-3">
        <span className="font-medium">
          {t(`purposes.${row.purpose}`)}: {t(row.granted ? "consent.given" : "consent.withdrawn")}
        </span>
        <DateText at={row.created_at} kind="date" className="text-muted-foreground" />
      </span>
      <span className="text-muted-foreground [overflow-wrap:anywhere]">
        {[t(`sources.${row.source}`), ...proof].filter(Boolean).join(" · ")}
      </span>
      <details>
        <summary className="w-fit rounded-sm py-0.5 text-muted-foreground hover:text-foreground">
          {p("words")} · {row.text_version}
        </summary>
        <p className="whitespace-pre-line text-pretty py-1">{words}</p>
      </details>
    </li>
  );
}
