/** File names people and networks claim: one for showing, one that is safe as part of a path. */
import { cleanText } from "@/lib/core/text";

const MAX_SHOWN = 120;
const MAX_STORED = 60;

/** What staff see and download: no folders, no controls, ending as its content demands. */
export function displayName(claimed: string, extension: string): string {
  const last = cleanText(claimed.toWellFormed()).split(/[/\\]/).at(-1) ?? "";
  const base = last
    .replace(/\.[A-Za-z0-9]{1,8}$/, "")
    .replace(/[<>:"|?*\n\t]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  const short = [...base].slice(0, MAX_SHOWN).join("").trim();
  return `${short || "file"}.${extension}`;
}

/** The same as ASCII for object keys, which Storage limits. */
export function storedName(shown: string): string {
  const dot = shown.lastIndexOf(".");
  const base = shown
    .slice(0, dot)
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase()
    .slice(0, MAX_STORED)
    .replace(/-+$/, "");
  return `${base || "file"}${shown.slice(dot)}`;
}

/** Ids of networks as a folder name. Never "." or "..", never a slash. */
export const pathSegment = (id: string): string => id.replace(/[^A-Za-z0-9_=-]/g, "_").slice(0, 120) || "_";
