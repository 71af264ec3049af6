/** The words of the product: both languages complete, every error code said, no key that is asked for missing. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createTranslator, IntlErrorCode } from "next-intl";
import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/i18n/locales";
import { loadMessages, type Messages } from "@/lib/i18n/messages";

function flatten(messages: Messages, prefix = ""): Map<string, string> {
  const out = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === "string") out.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) out.set(inner, text);
  }
  return out;
}

const en = flatten(loadMessages("en"));
const ms = flatten(loadMessages("ms"));
const files = (...patterns: string[]): string[] =>
  execFileSync("git", ["ls-files", "-co", "--exclude-standard", "--", ...patterns], { encoding: "utf8" })
    .split("\n")
    .filter((file) => file !== "" && !/\.(test|e2e)\.tsx?$/.test(file));

const read = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
};

describe("messages", () => {
  it("has the same keys in both languages", () => {
    expect([...ms.keys()].filter((key) => !en.has(key))).toEqual([]);
    expect([...en.keys()].filter((key) => !ms.has(key))).toEqual([]);
  });

  it("says something everywhere", () => {
    for (const all of [en, ms])
      expect([...all].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
  });

  it("fills the same placeholders in both languages", () => {
    // A lone word in a branch of a plural looks like a placeholder too.
    const branch = /(?:\b(?:zero|one|two|few|many|other)|=\d+)\s*\{\w+\}/g;
    const placeholders = (text: string) =>
      [...new Set([...text.replace(branch, "").matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name))].sort();
    const different = [...en].filter(([key, text]) => `${placeholders(text)}` !== `${placeholders(ms.get(key) ?? "")}`);
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it("is well-formed ICU", () => {
    const broken: string[] = [];
    for (const locale of LOCALES) {
      const t = createTranslator({
        locale,
        // Untyped on purpose: keys are what is looked for here.
        messages: JSON.parse(JSON.stringify(loadMessages(locale))),
        onError: (error) => {
          if (error.code === IntlErrorCode.INVALID_MESSAGE) broken.push(`${locale}: ${error.message}`);
        },
      });
      for (const key of flatten(loadMessages(locale)).keys()) t(key);
    }
    expect(broken).toEqual([]);
  });
});

describe("error codes", () => {
  const found = new Map<string, string>();
  const collect = (sources: string[], ...patterns: RegExp[]) => {
    for (const file of sources) {
      const text = read(file);
      for (const pattern of patterns) for (const [, code] of text.matchAll(pattern)) if (code) found.set(code, file);
    }
  };
  collect(
    files("supabase/migrations/*.sql"),
    /private\.refuse\(\s*'([a-z_]+\.[a-z_]+)'/g,
    /message = '([a-z_]+\.[a-z_]+)'/g,
  );
  collect(files("lib/*.ts", "app/*.ts", "app/*.tsx", "wa-runner/*.ts"), /\berr\(\s*"([a-z_]+\.[a-z_]+)"/g);
  collect(files("lib/db/errors.ts"), /: "([a-z_]+\.[a-z_]+)",/g);

  it("are said in both languages", () => {
    const silent = [...found].filter(([code]) => !en.has(`errors.${code}`) || !ms.has(`errors.${code}`));
    expect(silent.map(([code, file]) => `${code} (${file})`)).toEqual([]);
  });
});

describe("keys in code", () => {
  it("exist", () => {
    const missing: string[] = [];
    for (const file of files("app/*.tsx", "app/*.ts", "components/*.tsx", "components/*.ts", "lib/*.ts")) {
      const text = read(file);
      // A file may use several translators: a key must exist in one of its namespaces.
      const calls = text.matchAll(
        /(?:useTranslations|getTranslations)\((?:"([\w.]*)"|\{[^}]*namespace: "([\w.]*)"[^}]*\})?\)/g,
      );
      const spaces = [...calls].map(([, plain, inObject]) => plain ?? inObject ?? "");
      const names = text.matchAll(/const \[?(\w+)[^=]*= \[?(?:await )?(?:useTranslations|getTranslations)\(/g);
      for (const [, name = ""] of names) {
        for (const [, key = ""] of text.matchAll(
          new RegExp(`\\b${name}(?:\\.rich|\\.markup)?\\(\\s*"([\\w.]+)"`, "g"),
        )) {
          if (!spaces.some((space) => en.has(space ? `${space}.${key}` : key)))
            missing.push(`${spaces}: ${key} (${file})`);
        }
      }
    }
    expect(missing).toEqual([]);
  });
});
