/** One value of a changed column, as a person reads it. Pure. */
import { isHidden, type Names, referenceOf } from "@/lib/audit/entry";
import { formatDate, formatDateTime, type Locale } from "@/lib/core/dates";
import { formatSen } from "@/lib/core/money";

/** The messages of the activity page; `has` asks before a key that may not exist. */
export interface Words {
  (key: string, values?: Record<string, string | number>): string;
  has(key: string): boolean;
}

export interface Reading {
  locale: Locale;
  t: Words;
  names: Names;
}

const MAX = 120;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const KEYED = /^[A-Za-z][A-Za-z0-9_]*$/;

export const columnText = (t: Words, table: string, column: string): string => {
  for (const key of [`columns.${table}__${column}`, `columns.${column}`]) if (t.has(key)) return t(key);
  return column.replace(/_(id|sen|at)$/, "").replaceAll("_", " ");
};

const short = (text: string): string => (text.length > MAX ? `${text.slice(0, MAX - 1).trimEnd()}…` : text);

function oneText(value: string, table: string, column: string, { locale, t, names }: Reading): string {
  const kind = referenceOf(table, column);
  if (kind) return names(kind, value) ?? t("gone");
  if (INSTANT.test(value)) return formatDateTime(value, locale);
  if (DAY.test(value)) return formatDate(`${value}T12:00:00+08:00`, locale);
  if (KEYED.test(value)) {
    for (const key of [`values.${table}__${column}.${value}`, `values.${column}.${value}`])
      if (t.has(key)) return t(key);
  }
  return short(value);
}

/** Plain words for any value: money, dates, names, choices; what is hidden stays hidden. */
export function valueText(value: unknown, table: string, column: string, reading: Reading): string {
  const { t, names } = reading;
  if (column === "outlet_ids") {
    if (!Array.isArray(value)) return t("allOutlets");
    return value.map((id) => names("outlet", String(id)) ?? t("gone")).join(", ");
  }
  if (value === null || value === undefined || value === "") return t("nothing");
  if (isHidden(value)) return t("hidden");
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number") {
    if (column.endsWith("_sen")) return formatSen(value);
    if (column.endsWith("_bp")) return `${value / 100} %`;
    return value.toLocaleString("en-MY");
  }
  if (typeof value === "string") return oneText(value, table, column, reading);
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) {
    return value.length === 0 ? t("nothing") : short(value.join(", "));
  }
  return short(JSON.stringify(value));
}

/** Lists and settings have no short text: the sentence says that they changed, the detail shows them. */
export const isLong = (value: unknown): boolean =>
  (typeof value === "object" && value !== null && !Array.isArray(value)) ||
  (typeof value === "string" && value.length > 60) ||
  (Array.isArray(value) && value.some((one) => typeof one === "object"));
