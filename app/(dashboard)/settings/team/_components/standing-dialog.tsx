"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { removeMemberAction, suspendMemberAction, unsuspendMemberAction } from "../actions";
import type { Member } from "./member";

export type StandingChange = "suspend" | "unsuspend" | "remove";

const ACTIONS = { suspend: suspendMemberAction, unsuspend: unsuspendMemberAction, remove: removeMemberAction };

export function StandingDialog({
  member,
  change,
  onClose,
}: {
  member: Member;
  change: StandingChange;
  onClose: () => void;
}) {
  const t = useTranslations("settings.team");
  const tc = useTranslations("common");
  const errorText = useErrorText();
  const [pending, startTransition] = useTransition();
  const { name } = member;
  const confirm = () =>
    startTransition(async () => {
      const result = await safely(ACTIONS[change])(null, { userId: member.id });
      if (result && !result.ok) {
        toast.error(errorText(result.code, result.detail));
        return;
      }
      toast.success(t(`${change}.done`, { name }));
      onClose();
    });
  return (
    <AlertDialog open onOpenChange={(open) => !open && !pending && onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{t(`${change}.title`, { name })}</AlertDialogTitle>
          <AlertDialogDescription>{t(`${change}.text`, { name })}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>{tc("cancel")}</AlertDialogCancel>
          <Button
            variant={change === "unsuspend" ? "default" : "destructive"}
            onClick={confirm}
            aria-disabled={pending || undefined}
            aria-busy={pending || undefined}
          >
            {pending && <Spinner />}
            {t(`${change}.confirm`)}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
