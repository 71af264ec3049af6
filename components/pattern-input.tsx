"use client";

import { Eraser, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type AriaAttributes, type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { PatternDots } from "@/components/pattern-dots";
import { Button } from "@/components/ui/button";
import { useFieldControl } from "@/components/ui/field-context";
import { addDot, DOTS } from "@/lib/repairs/unlock";

interface Control {
  id?: string;
  name?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: AriaAttributes["aria-invalid"];
  "aria-required"?: boolean;
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -3, ArrowDown: 3 };

/**
 * A pattern over nine dots: drawn with a finger, tapped dot by dot, or by keyboard: arrows move, Enter takes a dot, the digits 1 to
 * 9 take it directly (1 is top left), Backspace takes the last one back.
 */
export function PatternInput() {
  const t = useTranslations("unlock");
  // (A group of buttons cannot be "required" itself; the label says it.)
  const { name, id, ...wiring } = useFieldControl<Control>({ "aria-required": false });
  const [pattern, setPattern] = useState("");
  const [focused, setFocused] = useState(1);
  const drawing = useRef(false);
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);
  const take = (dot: number) => setPattern((drawn) => addDot(drawn, dot));
  const undo = () => setPattern((drawn) => drawn.slice(0, -1));

  const onKey = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      const next = focused + step;
      const leavesRow = Math.abs(step) === 1 && Math.floor((next - 1) / 3) !== Math.floor((focused - 1) / 3);
      if (next >= 1 && next <= 9 && !leavesRow) buttons.current[next]?.focus();
    } else if (/^[1-9]$/.test(event.key)) take(Number(event.key));
    else if (event.key === "Backspace") undo();
    else return;
    event.preventDefault();
  };
  const lift = () => {
    drawing.current = false;
  };
  const onMove = (event: PointerEvent) => {
    if (!drawing.current) return;
    // A finger stays with the dot it came down on; what is under it now says the place itself.
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("[data-dot]");
    if (under) take(Number(under.dataset["dot"]));
  };

  return (
    <div className="grid w-fit gap-2">
      <input type="hidden" name={name} value={pattern} />
      <fieldset
        id={id}
        aria-describedby={wiring["aria-describedby"]}
        aria-invalid={wiring["aria-invalid"]}
        onKeyDown={onKey}
        onPointerMove={onMove}
        onPointerUp={lift}
        onPointerLeave={lift}
        onPointerCancel={lift}
        className="relative size-48 touch-none rounded-lg border bg-background"
      >
        <legend className="sr-only">{t("draw")}</legend>
        <PatternDots pattern={pattern} className="pointer-events-none absolute inset-0 size-full" />
        <div className="absolute inset-0 grid grid-cols-3 grid-rows-3">
          {DOTS.map((dot) => {
            const at = pattern.indexOf(String(dot)) + 1;
            return (
              <button
                key={dot}
                ref={(button) => {
                  buttons.current[dot] = button;
                }}
                type="button"
                data-dot={dot}
                tabIndex={dot === focused ? 0 : -1}
                aria-pressed={at > 0}
                aria-label={at > 0 ? t("dotTaken", { dot, at }) : t("dot", { dot })}
                onFocus={() => setFocused(dot)}
                onPointerDown={(event) => {
                  event.currentTarget.releasePointerCapture(event.pointerId);
                  drawing.current = true;
                  take(dot);
                }}
                onClick={() => take(dot)}
                className="rounded-md focus-visible:outline-2 focus-visible:-outline-offset-4"
              />
            );
          })}
        </div>
      </fieldset>
      <div className="flex items-center gap-2">
        <Button type="button" variant="outline" size="sm" onClick={undo} disabled={pattern === ""}>
          <Undo2 aria-hidden />
          {t("undo")}
        </Button>
        <Button type="button" variant="outline" size="sm" onClick={() => setPattern("")} disabled={pattern === ""}>
          <Eraser aria-hidden />
          {t("clear")}
        </Button>
      </div>
      <p aria-live="polite" className="text-muted-foreground text-xs tabular-nums">
        {pattern === "" ? t("patternHint") : t("order", { order: [...pattern].join(" → ") })}
      </p>
    </div>
  );
}
