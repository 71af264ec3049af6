/** The audit log as plain sentences: "Aminah menukar harga Bateri iPhone 11 daripada RM 79.00 kepada RM 85.00". Pure. */
import { apiKeyOf, columnsOf, type Entry, isHidden, subjectOf } from "@/lib/audit/entry";
import { toldOf } from "@/lib/audit/told";
import { columnText, isLong, type Reading, valueText } from "@/lib/audit/value";

const PARTS = new Set(["customer", "public", "wa-runner", "concierge", "intake", "directory"]);

/** Who did it: a person by name, a part of the system by what it is, else the system. */
export function actorText(entry: Entry, { t, names }: Reading): string {
  if (entry.actor === "user" && entry.person_id) return names("person", entry.person_id) ?? t("actors.former");
  if (entry.actor === "api") {
    const name = names("apiKey", apiKeyOf(entry) ?? "");
    return name ? t("actors.api", { name }) : t("actors.apiGone");
  }
  return PARTS.has(entry.actor) ? t(`actors.${entry.actor}`) : t("actors.system");
}

/** These names say by themselves what they are. */
const PLAIN = new Set(["products", "product_costs", "customers", "customer_contacts", "members", "people"]);

function thingText(entry: Entry, { t, names }: Reading): string {
  const { table_name: table, action } = entry;
  const name = subjectOf(entry, names);
  const known = t.has(`things.${table}.one`);
  if (!known)
    return t(name ? "things.other.one" : "things.other.bare", { table: table.replaceAll("_", " "), name: name ?? "" });
  if (!name) return t(`things.${table}.bare`);
  return action === "update" && PLAIN.has(table) ? name : t(`things.${table}.one`, { name });
}

export function sentence(entry: Entry, reading: Reading): string {
  const { t, names, locale } = reading;
  const { table_name: table, before, after } = entry;
  const actor = actorText(entry, reading);
  const thing = thingText(entry, reading);

  const told = toldOf(entry, names);
  if (told) {
    const values: Record<string, string> = { actor, thing, name: subjectOf(entry, names) ?? thing };
    for (const [key, value] of Object.entries(told.text ?? {})) values[key] = value ?? "";
    for (const column of told.columns ?? []) {
      values[column] = valueText(after[column], table, column, reading);
      values[`${column}_before`] = valueText(before[column], table, column, reading);
    }
    return t(`told.${told.key}`, values);
  }

  if (entry.action !== "update") return t(`does.${entry.action}`, { actor, thing });
  const columns = columnsOf(entry);
  const [column] = columns;
  if (columns.length !== 1 || column === undefined) {
    const list = new Intl.ListFormat(locale === "ms" ? "ms-MY" : "en-MY").format(
      columns.map((one) => columnText(t, table, one)),
    );
    return t("does.several", { actor, thing, columns: list });
  }
  const values = { actor, thing, column: columnText(t, table, column) };
  const [from, to] = [before[column], after[column]];
  if (isHidden(from) || isHidden(to)) return t("does.hidden", values);
  if (isLong(from) || isLong(to)) return t("does.changed", values);
  const empty = (value: unknown) => column !== "outlet_ids" && (value === null || value === undefined || value === "");
  if (empty(to)) return t("does.cleared", { ...values, before: valueText(from, table, column, reading) });
  if (empty(from)) return t("does.set", { ...values, after: valueText(to, table, column, reading) });
  return t("does.fromTo", {
    ...values,
    before: valueText(from, table, column, reading),
    after: valueText(to, table, column, reading),
  });
}

export interface Detail {
  column: string;
  before: string | null;
  after: string | null;
}

/** Every column of the entry with its words, for who wants to see it all. */
export function details(entry: Entry, reading: Reading): Detail[] {
  const { table_name: table, action, before, after } = entry;
  const side = (values: Entry["after"], column: string, told: boolean) =>
    told ? valueText(values[column], table, column, reading) : null;
  return columnsOf(entry).map((column) => ({
    column: columnText(reading.t, table, column),
    before: side(before, column, action === "update" || action === "delete"),
    after: side(after, column, action !== "delete"),
  }));
}
