"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Spinner } from "@/components/ui/spinner";
import { useListUrl } from "@/components/use-list-url";

type Option = { value: string; label: string };
type ListToolbarProps = {
  searchLabel?: string;
  /** Each is a `?name=` choice with an "all" first. */
  filters?: readonly { name: string; label: string; options: readonly Option[] }[];
  sorts?: readonly Option[];
  defaultSort?: string;
  children?: ReactNode;
};

/** On a phone two beside each other, however long their words are. */
const CHOICE = "w-auto max-sm:min-w-[calc(50%-0.25rem)] max-sm:flex-1";

/** Search, filters and sort of a list, kept in the URL. Read them on the server with `listParams`. */
export function ListToolbar({ searchLabel, filters = [], sorts = [], defaultSort, children }: ListToolbarProps) {
  const t = useTranslations("common");
  const { params, change, pending } = useListUrl();
  return (
    <search className="flex flex-wrap items-center gap-2">
      {searchLabel && (
        <SearchBox
          label={searchLabel}
          value={params.get("q") ?? ""}
          pending={pending}
          onChange={(q) => change({ q })}
        />
      )}
      {filters.map((filter) => (
        <NativeSelect
          key={filter.name}
          aria-label={filter.label}
          className={CHOICE}
          value={params.get(filter.name) ?? ""}
          onChange={(event) => change({ [filter.name]: event.target.value })}
        >
          <option value="">{`${filter.label}: ${t("all")}`}</option>
          {filter.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </NativeSelect>
      ))}
      {sorts.length > 0 && (
        <NativeSelect
          aria-label={t("sortBy")}
          className={CHOICE}
          value={params.get("sort") ?? defaultSort ?? sorts[0]?.value ?? ""}
          onChange={(event) => change({ sort: event.target.value })}
        >
          {sorts.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </NativeSelect>
      )}
      {children && (
        <div className="ml-auto flex flex-wrap items-center gap-2 max-sm:grow max-sm:*:grow">{children}</div>
      )}
    </search>
  );
}

type SearchBoxProps = { label: string; value: string; pending: boolean; onChange: (value: string) => void };

function SearchBox({ label, value, pending, onChange }: SearchBoxProps) {
  const t = useTranslations("common");
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  });

  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      change.current(text.trim());
    }, 250);
    return () => clearTimeout(timer);
  }, [text]);

  // The back button changes the URL under us.
  useEffect(() => {
    if (value === sent.current.trim()) return;
    sent.current = value;
    setText(value);
  }, [value]);

  return (
    <div className="relative w-full sm:w-64">
      {pending ? (
        <Spinner className="-translate-y-1/2 absolute top-1/2 left-3 text-muted-foreground" />
      ) : (
        <Search aria-hidden className="-translate-y-1/2 absolute top-1/2 left-3 size-4 text-muted-foreground" />
      )}
      <Input
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.target.value)}
        className="pr-9 pl-9"
      />
      {text !== "" && (
        <button
          type="button"
          onClick={() => setText("")}
          aria-label={t("clearSearch")}
          className="-translate-y-1/2 absolute top-1/2 right-1 grid size-8 place-content-center rounded-md text-muted-foreground hover:text-foreground pointer-coarse:size-10"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </div>
  );
}
