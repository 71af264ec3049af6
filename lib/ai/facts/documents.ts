/** The chatting customer's own receipts and invoices, each with the private link its page opens by. */
import type { Fact } from "@/lib/ai/answer";
import { rows } from "@/lib/ai/facts/rows";
import { businessDate } from "@/lib/core/dates";
import { formatSen } from "@/lib/core/money";
import type { CustomerDb } from "@/lib/db/clients";

export type Paper = {
  readonly kind: "receipt" | "invoice";
  readonly id: string;
  readonly number: string;
  readonly totalSen: number;
  /** What is still to be paid; receipts are paid. */
  readonly dueSen: number;
  readonly dueDate: string | null;
  readonly at: string;
  readonly link: string;
};

export type PaperKind = Paper["kind"];

/** Newest first, at most `limit`. `only` when the customer named one kind. */
export async function paperFacts(db: CustomerDb, appUrl: string, only: PaperKind | null, limit = 3): Promise<Paper[]> {
  const [sales, invoices] = await Promise.all([
    only === "invoice" ? [] : latestSales(db, limit),
    only === "receipt" ? [] : latestInvoices(db, limit),
  ]);
  const newest = [...sales, ...invoices].sort((a, b) => b.at.localeCompare(a.at)).slice(0, limit);
  return Promise.all(
    newest.map(async (paper) => ({
      ...paper,
      link: `${appUrl}${PATH[paper.kind]}${await token(db, paper.kind, paper.id)}`,
    })),
  );
}

const PATH: Record<PaperKind, string> = { receipt: "/k/", invoice: "/i/" };

async function token(db: CustomerDb, kind: PaperKind, id: string): Promise<string> {
  const { data, error } = await db.rpc("customer_link", { p_kind: kind, p_ref: id });
  if (error) throw new Error(`customer_link: ${error.code ?? ""} ${error.message}`);
  return data;
}

async function latestSales(db: CustomerDb, limit: number): Promise<Omit<Paper, "link">[]> {
  const found = rows(
    await db
      .from("sales")
      .select("id, number, total_sen, created_at")
      .order("created_at", { ascending: false })
      .limit(limit),
  );
  return found.map((sale) => ({
    kind: "receipt",
    id: sale.id,
    number: sale.number,
    totalSen: sale.total_sen,
    dueSen: 0,
    dueDate: null,
    at: sale.created_at,
  }));
}

async function latestInvoices(db: CustomerDb, limit: number): Promise<Omit<Paper, "link">[]> {
  const found = rows(
    await db
      .from("invoices")
      .select("id, number, total_sen, paid_sen, due_date, issued_at, created_at")
      .in("status", ["issued", "partly_paid", "paid"])
      .order("created_at", { ascending: false })
      .limit(limit),
  );
  return found.map((invoice) => ({
    kind: "invoice",
    id: invoice.id,
    number: invoice.number ?? "",
    totalSen: invoice.total_sen,
    dueSen: invoice.total_sen - invoice.paid_sen,
    dueDate: invoice.due_date,
    at: invoice.issued_at ?? invoice.created_at,
  }));
}

export const paperCite = (paper: Paper) => ({
  table: paper.kind === "receipt" ? "sales" : "invoices",
  id: paper.id,
  label: paper.number,
});

export const paperFact = (paper: Paper): Fact => ({
  cite: paperCite(paper),
  data: {
    kind: paper.kind,
    number: paper.number,
    total: formatSen(paper.totalSen),
    issued: businessDate(new Date(paper.at)),
    still_to_pay: paper.dueSen === 0 ? null : formatSen(paper.dueSen),
    due_date: paper.dueDate,
    link: paper.link,
  },
});
