"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { onToastWaiting } from "@/components/toast";

const load = () => import("@/components/ui/sonner").then((module) => module.Toaster);
const Toaster = dynamic(load, { ssr: false });

/** Draws the notices from the first one on; their code comes with the person's first touch, in case the network goes later. */
export function LazyToaster() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => onToastWaiting(() => setWanted(true)), []);
  useEffect(() => {
    const warm = () => void load().catch(() => undefined);
    const once = { once: true, passive: true };
    window.addEventListener("pointerdown", warm, once);
    window.addEventListener("keydown", warm, once);
    return () => {
      window.removeEventListener("pointerdown", warm);
      window.removeEventListener("keydown", warm);
    };
  }, []);
  return wanted ? <Toaster /> : null;
}
