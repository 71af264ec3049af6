import { cn } from "@/lib/core/cn";

const HUES = [
  "bg-info-soft text-info",
  "bg-violet-soft text-violet",
  "bg-success-soft text-success",
  "bg-warning-soft text-warning",
  "bg-primary-soft text-primary-ink",
];

const SIZES = { sm: "size-7 text-2xs", default: "size-9 text-xs", lg: "size-12 text-base" };

/** First letters of a name on a quiet colour that is always the same for that name. Decorative: the name stands beside it. */
export function Avatar({
  name,
  size = "default",
  className,
}: {
  name: string;
  size?: keyof typeof SIZES;
  className?: string;
}) {
  return (
    <span
      aria-hidden
      className={cn(
        "grid shrink-0 select-none place-content-center rounded-full font-semibold",
        SIZES[size],
        HUES[hash(name) % HUES.length],
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /\p{L}|\p{N}/u.test(word) && !/^(bin|binti|a\/l|a\/p)$/i.test(word));
  const first = [...(words[0] ?? "?")][0] ?? "?";
  const second = words.length > 1 ? ([...(words[1] ?? "")][0] ?? "") : "";
  return (first + second).toLocaleUpperCase();
}

function hash(text: string): number {
  let value = 0;
  for (const letter of text) value = (value * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return value;
}
