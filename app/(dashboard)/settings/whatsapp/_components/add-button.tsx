"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const load = () => import("./add-dialog").then((module) => module.AddDialog);
const AddDialog = dynamic(load, { ssr: false });

type AddButtonProps = { outlets: readonly { id: string; name: string }[]; mayCloud: boolean };

export function AddButton({ outlets, mayCloud }: AddButtonProps) {
  const t = useTranslations("channels");
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const warm = () => void load().catch(() => undefined);
  return (
    <>
      <Button
        size="sm"
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={warm}
        onFocus={warm}
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        <Plus aria-hidden />
        {t("add.button")}
      </Button>
      {wanted && <AddDialog outlets={outlets} mayCloud={mayCloud} open={open} onOpenChange={setOpen} />}
    </>
  );
}
