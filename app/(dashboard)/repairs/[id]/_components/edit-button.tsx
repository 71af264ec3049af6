"use client";

import { Pencil } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Ticket } from "@/lib/repairs/ticket";

const load = () => import("./edit-dialog").then((module) => module.EditDialog);
const EditDialog = dynamic(load, { ssr: false });

export function EditButton({ ticket }: { ticket: Ticket }) {
  const t = useTranslations("repairs");
  const [open, setOpen] = useState<boolean | null>(null);
  const warm = () => void load().catch(() => undefined);
  return (
    <>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t("ticket.edit")}
        aria-haspopup="dialog"
        aria-expanded={open ?? false}
        onPointerEnter={warm}
        onFocus={warm}
        onClick={() => setOpen(true)}
      >
        <Pencil aria-hidden />
      </Button>
      {open !== null && <EditDialog ticket={ticket} open={open} setOpen={setOpen} />}
    </>
  );
}
