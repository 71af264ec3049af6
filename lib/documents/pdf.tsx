/** A4 receipt or invoice. Helvetica is built into every reader; what it cannot draw is replaced, never left as a box of noise. */
import { Document, Page, renderToBuffer, StyleSheet, Text, View } from "@react-pdf/renderer";
import type { ReactNode } from "react";
import { formatDate, formatDateTime } from "@/lib/core/dates";
import { formatSen } from "@/lib/core/money";
import { formatPhone } from "@/lib/core/phone";
import { printable } from "@/lib/documents/printable";
import type { ShopDocument } from "@/lib/documents/schema";
import { balanceSen, percent, taxRows } from "@/lib/documents/summary";
import { documentWords, type Word } from "@/lib/documents/words";

const RED = "#c8102e";
const GREY = "#6b6560";
const LINE = "#dedad6";

const s = StyleSheet.create({
  page: { padding: 44, paddingBottom: 70, fontFamily: "Helvetica", fontSize: 9.5, lineHeight: 1.45, color: "#1f1b18" },
  bar: { position: "absolute", top: 0, left: 0, right: 0, height: 6, backgroundColor: RED },
  row: { flexDirection: "row", justifyContent: "space-between" },
  shop: { fontSize: 15, fontFamily: "Helvetica-Bold", lineHeight: 1.25, marginBottom: 3 },
  title: { fontSize: 19, fontFamily: "Helvetica-Bold", lineHeight: 1.2, textAlign: "right" },
  grey: { color: GREY },
  right: { textAlign: "right" },
  bold: { fontFamily: "Helvetica-Bold" },
  head: { flexDirection: "row", borderBottomWidth: 1, borderColor: "#1f1b18", paddingBottom: 4, marginTop: 22 },
  line: { flexDirection: "row", borderBottomWidth: 0.5, borderColor: LINE, paddingVertical: 6 },
  what: { flex: 1, paddingRight: 10 },
  qty: { width: 48, textAlign: "right" },
  price: { width: 78, textAlign: "right" },
  sum: { width: 84, textAlign: "right" },
  totals: { marginTop: 10, marginLeft: "auto", width: 250 },
  total: {
    flexDirection: "row",
    justifyContent: "space-between",
    borderTopWidth: 1,
    borderColor: "#1f1b18",
    paddingTop: 5,
    marginTop: 4,
    fontSize: 12.5,
    fontFamily: "Helvetica-Bold",
  },
  block: { marginTop: 16 },
  footer: { position: "absolute", bottom: 28, left: 44, right: 44, textAlign: "center", color: GREY, fontSize: 8.5 },
  stamp: {
    position: "absolute",
    top: 300,
    left: 90,
    fontSize: 90,
    color: RED,
    opacity: 0.14,
    fontFamily: "Helvetica-Bold",
    transform: "rotate(-24deg)",
  },
});

function Shop({ d, t }: { d: ShopDocument; t: Word }) {
  const { shop } = d;
  return (
    <View style={{ maxWidth: 280 }}>
      <Text style={s.shop}>{printable(shop.name)}</Text>
      {shop.registration_no && <Text style={s.grey}>{printable(`${t("registration")} ${shop.registration_no}`)}</Text>}
      {shop.sst_no && <Text style={s.grey}>{printable(`${t("sst")} ${shop.sst_no}`)}</Text>}
      {shop.address.map((row) => (
        <Text key={row}>{printable(row)}</Text>
      ))}
      <Text>{[shop.phone ? formatPhone(shop.phone) : null, shop.email].filter(Boolean).join("  ·  ")}</Text>
    </View>
  );
}

function Facts({ d, t }: { d: ShopDocument; t: Word }) {
  const at =
    d.kind === "receipt"
      ? formatDateTime(d.issued_at, d.locale, d.time_zone)
      : formatDate(`${d.business_date}T12:00:00Z`, d.locale);
  return (
    <View style={{ minWidth: 170 }}>
      <Text style={s.title}>{t(d.kind)}</Text>
      <Text style={[s.right, s.bold]}>{d.number ?? t("draft")}</Text>
      <Text style={s.right}>{at}</Text>
      {d.kind === "invoice" && d.due_date && (
        <Text style={s.right}>{`${t("due")} ${formatDate(`${d.due_date}T12:00:00Z`, d.locale)}`}</Text>
      )}
      {d.ticket_number && <Text style={s.right}>{`${t("ticket")} ${d.ticket_number}`}</Text>}
    </View>
  );
}

function Lines({ d, t }: { d: ShopDocument; t: Word }) {
  return (
    <View>
      <View style={[s.head, s.bold]} fixed>
        <Text style={s.what}>{t("description")}</Text>
        <Text style={s.qty}>{t("quantity")}</Text>
        <Text style={s.price}>{t("unitPrice")}</Text>
        <Text style={s.sum}>{t("amount")}</Text>
      </View>
      {d.lines.map((line) => (
        <View key={line.no} style={s.line} wrap={false}>
          <View style={s.what}>
            <Text>{printable(line.description)}</Text>
            <Text style={[s.grey, { fontSize: 8.5 }]}>
              {[
                line.discount_sen > 0 ? t("lineDiscount", { amount: formatSen(line.discount_sen) }) : "",
                line.tax_rate_bp > 0 ? t("lineTax", { rate: percent(line.tax_rate_bp) }) : "",
                line.warranty_days > 0 ? t("warranty", { days: line.warranty_days }) : "",
              ]
                .filter(Boolean)
                .join("  ·  ")}
            </Text>
          </View>
          <Text style={s.qty}>{String(line.quantity)}</Text>
          <Text style={s.price}>{formatSen(line.unit_price_sen)}</Text>
          <Text style={s.sum}>{formatSen(line.gross_sen - line.discount_sen)}</Text>
        </View>
      ))}
    </View>
  );
}

const Sum = ({ label, sen, bold = false }: { label: string; sen: number; bold?: boolean }) => (
  <View style={bold ? [s.row, s.bold] : s.row}>
    <Text>{label}</Text>
    <Text>{formatSen(sen)}</Text>
  </View>
);

function Totals({ d, t }: { d: ShopDocument; t: Word }) {
  const balance = balanceSen(d);
  return (
    <View style={s.totals} wrap={false}>
      <Sum label={t("subtotal")} sen={d.subtotal_sen} />
      {d.order_discount_sen > 0 && <Sum label={t("discount")} sen={-d.order_discount_sen} />}
      {taxRows(d).map((row) => (
        <Sum
          key={row.rateBp}
          label={t("taxOn", { rate: percent(row.rateBp), amount: formatSen(row.taxableSen) })}
          sen={row.taxSen}
        />
      ))}
      {d.rounding_sen !== 0 && <Sum label={t("rounding")} sen={d.rounding_sen} />}
      <View style={s.total}>
        <Text>{t("total")}</Text>
        <Text>{formatSen(d.total_sen)}</Text>
      </View>
      {d.payments.length > 0 && (
        <View style={{ marginTop: 8 }}>
          {d.payments.map((payment) => (
            <Sum
              key={payment.no}
              label={[t(`method_${payment.method}`), payment.reference ? printable(payment.reference) : ""]
                .filter(Boolean)
                .join(" ")}
              sen={payment.tendered_sen ?? payment.amount_sen}
            />
          ))}
          {d.change_sen > 0 && <Sum label={t("change")} sen={d.change_sen} />}
        </View>
      )}
      {d.kind === "invoice" && d.status !== "void" && balance > 0 && <Sum label={t("balance")} sen={balance} bold />}
    </View>
  );
}

const Block = ({ title, children }: { title: string; children: ReactNode }) => (
  <View style={s.block} wrap={false}>
    <Text style={s.bold}>{title}</Text>
    {children}
  </View>
);

export function DocumentPdf({ document: d, t }: { document: ShopDocument; t: Word }) {
  return (
    <Document title={d.number ?? t("draft")} author={d.shop.name} language={d.locale}>
      <Page size="A4" style={s.page}>
        <View style={s.bar} fixed />
        {d.status === "void" && <Text style={s.stamp}>{t("void")}</Text>}
        <View style={s.row}>
          <Shop d={d} t={t} />
          <Facts d={d} t={t} />
        </View>
        {d.customer_name && (
          <View style={s.block}>
            <Text style={s.grey}>{t("billTo")}</Text>
            <Text style={[s.bold, { fontSize: 11 }]}>{printable(d.customer_name)}</Text>
          </View>
        )}
        <Lines d={d} t={t} />
        <Totals d={d} t={t} />
        {d.note && (
          <Block title={t("note")}>
            <Text>{printable(d.note)}</Text>
          </Block>
        )}
        {d.kind === "invoice" && d.shop.bank_details && balanceSen(d) > 0 && (
          <Block title={t("payTo")}>
            <Text>{printable(d.shop.bank_details)}</Text>
          </Block>
        )}
        {d.shop.terms && (
          <Block title={t("terms")}>
            <Text style={s.grey}>{printable(d.shop.terms)}</Text>
          </Block>
        )}
        <Text
          style={s.footer}
          fixed
          render={({ pageNumber, totalPages }) =>
            [
              printable(d.shop.footer ?? t("thanks")),
              totalPages > 1 ? t("page", { page: pageNumber, pages: totalPages }) : "",
            ]
              .filter(Boolean)
              .join("   ·   ")
          }
        />
      </Page>
    </Document>
  );
}

export const renderDocument = (document: ShopDocument): Promise<Buffer> =>
  renderToBuffer(<DocumentPdf document={document} t={documentWords(document.locale)} />);
