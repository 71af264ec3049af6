import { PageStyle } from "@/components/page-nonce";
import { formatDateTime } from "@/lib/core/dates";
import { formatSen } from "@/lib/core/money";
import { formatPhone } from "@/lib/core/phone";
import type { ShopDocument } from "@/lib/documents/schema";
import { percent, taxRows } from "@/lib/documents/summary";
import type { Word } from "@/lib/documents/words";

/** Black on white whatever the theme: thermal paper knows no grey. 58 mm paper prints 48 mm wide, 80 mm prints 72. */
const PRINT_MM = { "58": "48mm", "80": "72mm" } as const;

type SlipProps = { document: ShopDocument; width: "58" | "80"; word: Word; isCopy?: boolean };

export function Slip({ document: d, width, word, isCopy = false }: SlipProps) {
  return (
    <>
      <PageStyle
        css={`@page { size: ${width}mm auto; margin: 0 } @media print { html, body { background: white !important; width: ${width}mm } }`}
      />
      <article
        lang={d.locale}
        style={{ width: PRINT_MM[width] }}
        className="mx-auto box-content bg-white p-[4mm] text-[11px] text-black leading-[1.35] shadow-float print:shadow-none"
      >
        <header className="text-center">
          <h1 className="font-bold text-[14px] leading-tight">{d.shop.name}</h1>
          {d.shop.address.map((line) => (
            <p key={line}>{line}</p>
          ))}
          {d.shop.phone && <p>{formatPhone(d.shop.phone)}</p>}
          {d.shop.registration_no && <p>{`${word("registration")} ${d.shop.registration_no}`}</p>}
          {d.shop.sst_no && <p>{`${word("sst")} ${d.shop.sst_no}`}</p>}
        </header>
        <Rule />
        {isCopy && <p className="text-center font-bold text-[14px]">{word("copy")}</p>}
        <Row left={word(d.kind)} right={d.number ?? ""} bold />
        {d.original_number && <Row left={word("originalReceipt")} right={d.original_number} />}
        <p>{formatDateTime(d.issued_at, d.locale, d.time_zone)}</p>
        {d.served_by && <p>{`${word("servedBy")} ${d.served_by}`}</p>}
        {d.customer_name && <p>{d.customer_name}</p>}
        {d.ticket_number && <p>{`${word("ticket")} ${d.ticket_number}`}</p>}
        <Rule />
        {d.lines.map((line) => (
          <div key={line.no} className="mb-1 break-inside-avoid">
            <p className="break-words">{line.description}</p>
            <Row left={`${line.quantity} × ${formatSen(line.unit_price_sen)}`} right={formatSen(line.gross_sen)} />
            {line.discount_sen > 0 && <Row left={word("discount")} right={formatSen(-line.discount_sen)} />}
            {line.warranty_days > 0 && <p>{word("warranty", { days: line.warranty_days })}</p>}
          </div>
        ))}
        <Rule />
        <Row left={word("subtotal")} right={formatSen(d.subtotal_sen)} />
        {d.order_discount_sen > 0 && <Row left={word("discount")} right={formatSen(-d.order_discount_sen)} />}
        {taxRows(d).map((row) => (
          <Row
            key={row.rateBp}
            left={word("taxOn", { rate: percent(row.rateBp), amount: formatSen(row.taxableSen) })}
            right={formatSen(row.taxSen)}
          />
        ))}
        {d.rounding_sen !== 0 && <Row left={word("rounding")} right={formatSen(d.rounding_sen)} />}
        <div className="my-1 text-[14px]">
          <Row left={word("total")} right={formatSen(d.total_sen)} bold />
        </div>
        {d.payments.map((payment) => (
          <Row
            key={payment.no}
            left={[word(`method_${payment.method}`), payment.reference].filter(Boolean).join(" ")}
            right={formatSen(payment.tendered_sen ?? payment.amount_sen)}
          />
        ))}
        {d.change_sen > 0 && <Row left={word("change")} right={formatSen(d.change_sen)} bold />}
        <Rule />
        {d.kind === "refund" && d.note && <p className="mb-1 break-words">{d.note}</p>}
        <footer className="text-center">
          <p className="whitespace-pre-line">{d.shop.footer ?? word("thanks")}</p>
          {d.shop.terms && <p className="mt-1 whitespace-pre-line text-[9px]">{d.shop.terms}</p>}
        </footer>
      </article>
    </>
  );
}

export const Rule = () => <div className="my-1.5 border-black border-t border-dashed" />;

export function Row({ left, right, bold = false }: { left: string; right: string; bold?: boolean }) {
  return (
    <p className={bold ? "flex justify-between gap-2 font-bold" : "flex justify-between gap-2"}>
      <span className="min-w-0 break-words">{left}</span>
      <span className="whitespace-nowrap tabular-nums">{right}</span>
    </p>
  );
}
