"use client";

import { useRouter } from "next/navigation";
import { useLive } from "@/lib/live/use-live";

/** An open page follows its person: another role, a suspension or a sign-out elsewhere is seen without a click. */
export function StandingWatch() {
  const router = useRouter();
  useLive(["person"], (changes) => {
    // Empty means that something else may have been missed; the parts that show it look after themselves.
    if (changes.length > 0) router.refresh();
  });
  return null;
}
