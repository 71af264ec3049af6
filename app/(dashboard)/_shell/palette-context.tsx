"use client";

import dynamic from "next/dynamic";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { ShellData } from "./shell-data";

// Loaded when first opened: most pages are left without it.
const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });

const PaletteContext = createContext<{ open: () => void }>({ open: () => undefined });

export const usePalette = () => useContext(PaletteContext);

/** Holds the palette and its key: Ctrl+K, ⌘K. */
export function PaletteProvider({ shell, children }: { shell: ShellData; children: ReactNode }) {
  const [wanted, setWanted] = useState(false);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setWanted(true);
      setShown((now) => !now);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  const value = useMemo(
    () => ({
      open: () => {
        setWanted(true);
        setShown(true);
      },
    }),
    [],
  );
  return (
    <PaletteContext value={value}>
      {children}
      {wanted && <Palette shell={shell} open={shown} onOpenChange={setShown} />}
    </PaletteContext>
  );
}
