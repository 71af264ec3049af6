"use client";

import { useEffect, useState } from "react";

type DragParts = typeof import("./drag-board");

/**
 * What drags is loaded once somebody moves towards it: phones never need it, and who only looks does not either. Tablets get it
 * at once, since a finger announces itself by nothing. The cards are made anew then, so not while one of them is being pressed.
 */
export function useDragParts(): DragParts | null {
  const [parts, setParts] = useState<DragParts | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    let isPressed = false;
    window.addEventListener("pointerdown", () => (isPressed = true), { signal, capture: true });
    window.addEventListener("pointerup", () => (isPressed = false), { signal, capture: true });
    window.addEventListener("pointercancel", () => (isPressed = false), { signal, capture: true });
    const show = (found: DragParts) => {
      if (signal.aborted) return;
      if (isPressed) setTimeout(show, 100, found);
      else setParts(found);
    };
    let isAsked = false;
    const ask = () => {
      if (isAsked || !window.matchMedia("(min-width: 48rem)").matches) return;
      isAsked = true;
      import("./drag-board").then(show, () => {
        isAsked = false;
      });
    };
    if (window.matchMedia("(pointer: coarse)").matches) ask();
    for (const event of ["pointermove", "keydown", "focusin"]) window.addEventListener(event, ask, { signal });
    return () => stop.abort();
  }, []);
  return parts;
}
