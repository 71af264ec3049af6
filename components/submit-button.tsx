"use client";

import { type ComponentProps, useContext } from "react";
import { useFormStatus } from "react-dom";
import { FormContext } from "@/components/form-context";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";

/** Shows that the form around it is being sent and ignores further clicks meanwhile. Keeps its width and focus. */
export function SubmitButton({ children, ...props }: ComponentProps<typeof Button>) {
  const form = useContext(FormContext);
  const status = useFormStatus();
  const pending = form?.pending || status.pending;
  return (
    <Button type="submit" aria-disabled={pending || undefined} aria-busy={pending || undefined} {...props}>
      {pending && <Spinner />}
      {children}
    </Button>
  );
}
