"use client";

import { type ReactNode, useTransition } from "react";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { askCloudAction } from "../actions";

type AskButtonProps = { id: string; action: "check" | "templates"; said: string; children: ReactNode };

/** Asks the number's runner; what comes of it is seen on the page by itself. */
export function AskButton({ id, action, said, children }: AskButtonProps) {
  const errorText = useErrorText();
  const [isBusy, run] = useTransition();
  const ask = () =>
    run(async () => {
      const done = await safely(askCloudAction)(null, { id, action });
      if (done && !done.ok) toast.error(errorText(done.code, done.detail));
      else toast.success(said);
    });
  return (
    <Button variant="outline" disabled={isBusy} onClick={ask}>
      {children}
    </Button>
  );
}
