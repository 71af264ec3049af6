"use client";

import dynamic from "next/dynamic";
import { type ComponentProps, type ReactNode, useState } from "react";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import type { ActionState } from "@/lib/core/action";
import { useErrorText } from "@/lib/i18n/use-error-text";

// The question is asked seldom: its code comes when a pointer or the focus is on the button.
const load = () => import("@/components/confirm-dialog").then((module) => module.ConfirmDialog);
const ConfirmDialog = dynamic(load, { ssr: false });

type ConfirmButtonProps<I, T> = Omit<ComponentProps<typeof Button>, "onClick" | "asChild"> & {
  title: ReactNode;
  description?: ReactNode;
  confirmLabel: ReactNode;
  /** A server action and its input… */
  action?: (previous: ActionState<T>, input: I) => Promise<ActionState<T>>;
  input?: I;
  successMessage?: string;
  /** …or anything else to do. Closes when it settles. */
  onConfirm?: () => void | Promise<void>;
  children: ReactNode;
};

/** Asks before something that cannot be taken back. Errors of the action are said as a toast and the question stays open. */
export function ConfirmButton<I, T = unknown>(props: ConfirmButtonProps<I, T>) {
  const {
    title,
    description,
    confirmLabel,
    action,
    input,
    successMessage,
    onConfirm,
    children,
    variant = "destructive",
    ...button
  } = props;
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const errorText = useErrorText();
  const warm = () => void load().catch(() => undefined);

  const run = async () => {
    await onConfirm?.();
    const result = action && input !== undefined ? await safely(action)(null, input) : null;
    if (result && !result.ok) {
      toast.error(errorText(result.code, result.detail));
      return false;
    }
    if (successMessage) toast.success(successMessage);
    return true;
  };

  return (
    <>
      <Button
        variant={variant}
        {...button}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={warm}
        onFocus={warm}
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        {children}
      </Button>
      {wanted && (
        <ConfirmDialog
          open={open}
          onOpenChange={setOpen}
          title={title}
          description={description}
          confirmLabel={confirmLabel}
          destructive={variant === "destructive"}
          run={run}
        />
      )}
    </>
  );
}
