"use client";

import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { LazyMenu } from "@/components/lazy-menu";
import { toast } from "@/components/toast";
import { Button, buttonVariants } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/core/cn";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { statusName } from "@/lib/repairs/kinds";
import type { Move } from "@/lib/repairs/rows";
import { moveTicketAction } from "../../actions";
import type { Desk } from "./desk";
import { mainStep, type Step } from "./steps";

// One of them is opened now and then: none is part of the page.
const CancelDialog = dynamic(() => import("./cancel-dialog").then((module) => module.CancelDialog), { ssr: false });
const DecisionDialog = dynamic(() => import("./decision-dialog").then((module) => module.DecisionDialog), {
  ssr: false,
});
const EstimateEditor = dynamic(() => import("./estimate-editor").then((module) => module.EstimateEditor), {
  ssr: false,
});
const HandOverDialog = dynamic(() => import("./hand-over-dialog").then((module) => module.HandOverDialog), {
  ssr: false,
});
const ReadyDialog = dynamic(() => import("./ready-dialog").then((module) => module.ReadyDialog), { ssr: false });
const loadMore = () => import("./more-steps-panel").then((module) => module.MoreStepsPanel);

/** Only the steps that may come next: the usual one as button, the others in a menu. */
export function TicketActions({ desk, startWith }: { desk: Desk; startWith: Step | null }) {
  const { ticket } = desk;
  const t = useTranslations("repairs");
  const locale = useLocale();
  const errorText = useErrorText();
  const router = useRouter();
  const [open, setOpen] = useState<Step | null>(startWith);
  const [pending, startTransition] = useTransition();
  const waiting = ticket.estimates.find((one) => one.state === "proposed");
  const moves = ticket.moves.filter((one) => one.via !== "decision" || waiting);
  const main = mainStep(ticket.status, moves);
  const rest = moves.filter((one) => one !== main);
  // Not a move of the ticket: it waits before and after, only for another version.
  const mayReprice =
    waiting !== undefined && desk.capabilities.includes("repair.write") && ticket.phase === "IN_PROGRESS";
  const canReprice = mayReprice && !moves.some((one) => one.via === "estimate");

  const close = () => {
    setOpen(null);
    router.replace(`/repairs/${ticket.id}`, { scroll: false });
  };
  const go = (toKey: string, undoTo?: string) =>
    startTransition(async () => {
      const result = await moveTicketAction(null, { ticketId: ticket.id, status: toKey });
      if (!result) return;
      if (!result.ok) {
        toast.error(errorText(result.code, result.detail));
        return;
      }
      const status = desk.statuses.find((one) => one.key === toKey);
      const undo = undoTo ? { action: { label: t("ticket.undo"), onClick: () => go(undoTo) } } : {};
      toast.success(t("ticket.moved", { status: status ? statusName(status, locale) : toKey }), undo);
    });
  const take = (move: Move) => {
    if (move.phase === "CANCELLED") setOpen("cancel");
    else if (move.via === "move") go(move.to_key, canUndo(desk, move.to_key) ? ticket.status : undefined);
    else setOpen(move.via);
  };
  const label = (move: Move) => {
    if (move.via === "estimate") return ticket.estimates.length > 0 ? t("steps.newEstimate") : t("steps.estimate");
    return move.via === "move" ? statusName(move, locale) : t(`steps.${move.via}`);
  };
  const steps = [
    ...(canReprice
      ? [{ key: "estimate", label: t("steps.newEstimate"), isEnd: false, take: () => setOpen("estimate") }]
      : []),
    ...rest.map((move) => ({
      key: move.to_key,
      label: move.phase === "CANCELLED" ? t("ticket.cancelConfirm") : label(move),
      isEnd: move.phase === "CANCELLED",
      take: () => take(move),
    })),
  ];
  if (moves.length === 0 && !open) return null;
  return (
    <>
      {steps.length > 0 && (
        <LazyMenu
          load={loadMore}
          menuProps={{ steps }}
          triggerClass={cn(buttonVariants({ variant: "outline" }), "max-sm:flex-1")}
          trigger={
            <>
              {t("ticket.more")}
              <ChevronDown aria-hidden />
            </>
          }
        />
      )}
      {main && (
        <Button
          onClick={() => take(main)}
          aria-busy={pending || undefined}
          aria-disabled={pending || undefined}
          className="max-sm:flex-1"
        >
          {pending && <Spinner />}
          {label(main)}
        </Button>
      )}
      {open === "estimate" && <EstimateEditor desk={desk} onClose={close} />}
      {open === "ready" && <ReadyDialog desk={desk} onClose={close} />}
      {open === "handover" && <HandOverDialog desk={desk} onClose={close} />}
      {open === "decision" && waiting && <DecisionDialog estimate={waiting} onClose={close} />}
      {open === "cancel" && (
        <CancelDialog
          number={ticket.number}
          onClose={close}
          onConfirm={() => {
            close();
            go("cancelled", "pending");
          }}
        />
      )}
    </>
  );
}

/** Moves whose way back is in the table too: the toast then offers to undo. */
const UNDOABLE = new Set(["pending>diagnosing", "repairing>diagnosing", "diagnosing>repairing"]);
const canUndo = ({ ticket }: Desk, to: string): boolean => UNDOABLE.has(`${ticket.status}>${to}`);
