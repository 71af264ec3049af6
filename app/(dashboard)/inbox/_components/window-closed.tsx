"use client";

import { Clock } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Conversation } from "@/lib/inbox/schema";
import type { TemplateRow } from "@/lib/whatsapp/cloud/numbers";

const TemplateDialog = dynamic(
  () => import("@/app/(dashboard)/inbox/_components/template-dialog").then((module) => module.TemplateDialog),
  { ssr: false },
);

type WindowClosedProps = { conversation: Conversation; templates: readonly TemplateRow[]; canReply: boolean };

/** In the place of free text: why it may not be sent now, and what may. */
export function WindowClosed({ conversation, templates, canReply }: WindowClosedProps) {
  const t = useTranslations("inbox.window");
  const [open, setOpen] = useState<boolean | null>(null);
  return (
    <aside
      aria-label={t("label")}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t bg-warning-soft px-3 py-2 text-warning text-xs leading-5 sm:px-5"
    >
      <Clock aria-hidden className="size-4 shrink-0" />
      <p className="min-w-48 flex-1">
        {t("closed", { name: conversation.customer_name })} {templates.length === 0 && t("none")}
      </p>
      {canReply && templates.length > 0 && (
        <Button size="sm" variant="outline" onClick={() => setOpen(true)}>
          {t("choose")}
        </Button>
      )}
      {open !== null && (
        <TemplateDialog open={open} onOpenChange={setOpen} conversation={conversation} templates={templates} />
      )}
    </aside>
  );
}
