"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const load = () => import("./create-dialog").then((module) => module.CreateDialog);
const CreateDialog = dynamic(load, { ssr: false });

export function CreateButton({ outlets }: { outlets: readonly { id: string; name: string }[] }) {
  const t = useTranslations("apiKeys");
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
        {t("create")}
      </Button>
      {wanted && <CreateDialog outlets={outlets} open={open} onOpenChange={setOpen} />}
    </>
  );
}
