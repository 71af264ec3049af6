"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "@/lib/core/cn";

type Side = "top" | "right" | "bottom" | "left";
type TooltipProps = { label: ReactNode; children: ReactNode; side?: Side; className?: string };

const GAP = 6;
const EDGE = 8;
const DELAY_MS = 350;

/**
 * Adds words to an icon button, for the eye only: the child still needs its own accessible name. In the browser's top layer,
 * so that no scrolling frame cuts it off.
 */
export function Tooltip({ label, children, side = "top", className }: TooltipProps) {
  const host = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!host.current || !tip.current) return;
    return attach(host.current, tip.current, side);
  }, [side]);
  return (
    <>
      <span ref={host} className="contents">
        {children}
      </span>
      <span
        ref={tip}
        popover="manual"
        aria-hidden="true"
        className={cn(
          "pointer-events-none fixed inset-auto m-0 max-w-64 rounded-md border-0 bg-foreground px-2.5 py-1.5 text-background text-xs leading-4",
          className,
        )}
      >
        {label}
      </span>
    </>
  );
}

/** Shows the tip while a mouse rests on the host's child or the keyboard's focus is on it. Answers how to stop. */
function attach(host: HTMLElement, tip: HTMLElement, side: Side): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isOpen = () => tip.matches(":popover-open");
  const hide = () => {
    clearTimeout(timer);
    if (isOpen()) tip.hidePopover();
  };
  const show = (delay: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const target = host.firstElementChild;
      if (!target || isOpen()) return;
      tip.showPopover();
      place(tip, target.getBoundingClientRect(), side);
    }, delay);
  };
  const listen = <K extends keyof HTMLElementEventMap>(name: K, handle: (event: HTMLElementEventMap[K]) => void) =>
    host.addEventListener(name, handle, { signal: stop.signal });
  listen("pointerover", (event) => event.pointerType === "mouse" && show(DELAY_MS));
  listen("pointerout", hide);
  listen("pointerdown", hide);
  listen("focusin", (event) => event.target instanceof Element && event.target.matches(":focus-visible") && show(0));
  listen("focusout", hide);
  listen("keydown", (event) => event.key === "Escape" && hide());
  return () => {
    hide();
    stop.abort();
  };
}

function place(tip: HTMLElement, target: DOMRect, side: Side): void {
  const { width, height } = tip.getBoundingClientRect();
  const middleX = target.left + (target.width - width) / 2;
  const middleY = target.top + (target.height - height) / 2;
  const spots: Record<Side, [number, number]> = {
    top: [middleX, target.top - height - GAP],
    bottom: [middleX, target.bottom + GAP],
    left: [target.left - width - GAP, middleY],
    right: [target.right + GAP, middleY],
  };
  // No room above: below, and the other way round.
  const flipped = side === "top" && spots.top[1] < EDGE ? spots.bottom : spots[side];
  const [left, top] = flipped;
  tip.style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - width - EDGE))}px`;
  tip.style.top = `${Math.max(EDGE, Math.min(top, window.innerHeight - height - EDGE))}px`;
}
