"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useTransition } from "react";

/** Changes parts of the list's URL; anything but a page change goes back to page one. Null or "" removes a part. */
export function useListUrl() {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const [pending, startTransition] = useTransition();

  const href = useCallback(
    (changes: Record<string, string | null>) => {
      const next = new URLSearchParams(params);
      if (!("page" in changes)) next.delete("page");
      for (const [key, value] of Object.entries(changes)) {
        if (value) next.set(key, value);
        else next.delete(key);
      }
      const query = next.toString();
      return query ? `${pathname}?${query}` : pathname;
    },
    [params, pathname],
  );

  const change = useCallback(
    (changes: Record<string, string | null>) => startTransition(() => router.replace(href(changes), { scroll: false })),
    [href, router],
  );

  return { params, href, change, pending };
}
