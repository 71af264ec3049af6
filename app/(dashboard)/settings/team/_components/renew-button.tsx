"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { type Invited, resendInvitationAction } from "../actions";

const RenewedDialog = dynamic(() => import("./renewed-dialog").then((module) => module.RenewedDialog), { ssr: false });

/** A fresh link for the same person and role; the former one stops working. */
export function RenewButton({ id }: { id: string }) {
  const t = useTranslations("settings.team");
  const errorText = useErrorText();
  const [pending, startTransition] = useTransition();
  const [invited, setInvited] = useState<Invited | null>(null);
  const renew = () =>
    startTransition(async () => {
      const result = await safely(resendInvitationAction)(null, { id });
      if (result?.ok) setInvited(result.value);
      else if (result) toast.error(errorText(result.code, result.detail));
    });
  return (
    <>
      <Button variant="outline" size="sm" onClick={renew} aria-disabled={pending || undefined}>
        {pending && <Spinner />}
        {t("renew")}
      </Button>
      {invited && <RenewedDialog invited={invited} onClose={() => setInvited(null)} />}
    </>
  );
}
