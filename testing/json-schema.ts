/** Whether a value is as a JSON Schema says: the part of the language that our OpenAPI document uses. A word it does not know is a fault. */
import { z } from "zod";

const schemaOf = z.record(z.string(), z.unknown());
type Schema = z.infer<typeof schemaOf>;

const IGNORED = new Set(["description", "default", "format", "title"]);
const typeOf = (value: unknown): string =>
  value === null
    ? "null"
    : Array.isArray(value)
      ? "array"
      : typeof value === "number" && Number.isInteger(value)
        ? "integer"
        : typeof value;

const record = (value: unknown): Schema => schemaOf.parse(value ?? {});
const list = (value: unknown): unknown[] => z.array(z.unknown()).parse(value);

/** Where and how it differs; nothing when it does not. */
export function differences(schema: unknown, value: unknown, root: unknown, at = "#"): string[] {
  const own = record(schema);
  return Object.entries(own).flatMap(([word, rule]) => {
    if (IGNORED.has(word)) return [];
    const check = WORDS[word];
    if (!check) throw new Error(`${at}: the schema says "${word}", which this check does not know`);
    return check(rule, value, { own, root, at });
  });
}

interface Place {
  own: Schema;
  root: unknown;
  at: string;
}
type Check = (rule: unknown, value: unknown, place: Place) => string[];
const unless = (isRight: boolean, complaint: string): string[] => (isRight ? [] : [complaint]);
const isObject = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const number = (value: unknown): number => z.number().parse(value);

const WORDS: Record<string, Check> = {
  $ref: (rule, value, { root, at }) => {
    const path = String(rule).replace(/^#\//, "").split("/");
    const target = path.reduce<unknown>((found, part) => record(found)[part], root);
    if (target === undefined) throw new Error(`${at}: ${rule} leads nowhere`);
    return differences(target, value, root, at);
  },
  type: (rule, value, { at }) => {
    const found = typeOf(value);
    const allowed = [rule].flat();
    const isRight = allowed.includes(found) || (found === "integer" && allowed.includes("number"));
    return unless(isRight, `${at} is ${found}, not ${allowed.join(" or ")}`);
  },
  properties: (rule, value, { root, at }) =>
    isObject(value)
      ? Object.entries(record(rule)).flatMap(([name, part]) =>
          name in value ? differences(part, value[name], root, `${at}/${name}`) : [],
        )
      : [],
  required: (rule, value, { at }) =>
    isObject(value) ? list(rule).flatMap((name) => unless(String(name) in value, `${at}/${name} is missing`)) : [],
  additionalProperties: (rule, value, { own, at }) =>
    rule === false && isObject(value)
      ? Object.keys(value).flatMap((name) =>
          unless(name in record(own["properties"]), `${at}/${name} is not described`),
        )
      : [],
  items: (rule, value, { root, at }) =>
    Array.isArray(value) ? value.flatMap((one, index) => differences(rule, one, root, `${at}/${index}`)) : [],
  anyOf: (rule, value, { root, at }) =>
    unless(
      list(rule).some((one) => differences(one, value, root, at).length === 0),
      `${at} is none of the choices`,
    ),
  enum: (rule, value, { at }) => unless(list(rule).includes(value), `${at} is none of ${JSON.stringify(rule)}`),
  const: (rule, value, { at }) => unless(rule === value, `${at} is not ${JSON.stringify(rule)}`),
  pattern: (rule, value, { at }) =>
    unless(typeof value !== "string" || new RegExp(String(rule)).test(value), `${at} does not match ${rule}`),
  minLength: (rule, value, { at }) =>
    unless(typeof value !== "string" || value.length >= number(rule), `${at} is too short`),
  maxLength: (rule, value, { at }) =>
    unless(typeof value !== "string" || value.length <= number(rule), `${at} is too long`),
  minItems: (rule, value, { at }) => unless(!Array.isArray(value) || value.length >= number(rule), `${at} has too few`),
  maxItems: (rule, value, { at }) =>
    unless(!Array.isArray(value) || value.length <= number(rule), `${at} has too many`),
  minimum: (rule, value, { at }) => unless(typeof value !== "number" || value >= number(rule), `${at} is too small`),
  maximum: (rule, value, { at }) => unless(typeof value !== "number" || value <= number(rule), `${at} is too large`),
  exclusiveMinimum: (rule, value, { at }) =>
    unless(typeof value !== "number" || value > number(rule), `${at} is too small`),
  multipleOf: (rule, value, { at }) =>
    unless(
      typeof value !== "number" || Math.abs(value / number(rule) - Math.round(value / number(rule))) < 1e-6,
      `${at} is no multiple of ${rule}`,
    ),
};
