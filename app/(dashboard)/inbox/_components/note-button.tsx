"use client";

import { StickyNote } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const NoteForm = dynamic(() => import("@/app/(dashboard)/customers/_components/note-form").then((m) => m.NoteForm), {
  ssr: false,
});

/** In a chat a note about the customer is rare: the form comes when it is asked for. */
export function NoteButton({ customerId }: { customerId: string }) {
  const t = useTranslations("customers");
  const [open, setOpen] = useState(false);
  if (open) return <NoteForm customerId={customerId} focused />;
  return (
    <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
      <StickyNote aria-hidden />
      {t("addNote")}
    </Button>
  );
}
