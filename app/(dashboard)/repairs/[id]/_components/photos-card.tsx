"use client";

import { ImagePlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { ConfirmButton } from "@/components/confirm-button";
import { toast } from "@/components/toast";
import { buttonVariants } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { NativeSelect } from "@/components/ui/native-select";
import { cn } from "@/lib/core/cn";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { STAGES, type Stage } from "@/lib/repairs/kinds";
import { addPhotoAction, removePhotoAction } from "../../actions";
import type { Desk } from "./desk";
import { PhotoStrip } from "./photo-strip";

/** Evidence by stage. Made small in the browser first, so that mobile data and storage do not suffer. */
export function PhotosCard({ desk }: { desk: Desk }) {
  const { ticket } = desk;
  const t = useTranslations("repairs");
  const canWrite = desk.capabilities.includes("repair.write");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("photos.title")}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        {ticket.photos.length === 0 && <p className="text-muted-foreground text-sm">{t("photos.none")}</p>}
        {STAGES.map((stage) => {
          const photos = ticket.photos.filter((photo) => photo.stage === stage);
          if (photos.length === 0) return null;
          return (
            <div key={stage} className="grid gap-1.5">
              <h3 className="text-muted-foreground text-xs">{t(`stages.${stage}`)}</h3>
              <PhotoStrip
                photos={photos}
                extra={(photo) =>
                  canWrite && (
                    <ConfirmButton
                      size="sm"
                      className="justify-self-start"
                      title={t("photos.removeTitle")}
                      description={t("photos.removeText")}
                      confirmLabel={t("photos.remove")}
                      action={removePhotoAction}
                      input={{ photoId: photo.id }}
                      successMessage={t("photos.removed")}
                    >
                      {t("photos.remove")}
                    </ConfirmButton>
                  )
                }
              />
            </div>
          );
        })}
        {canWrite && <AddPhotos ticketId={ticket.id} suggested={stageFor(ticket.phase)} />}
      </CardContent>
    </Card>
  );
}

const stageFor = (phase: string): Stage => (phase === "NEW" ? "before" : phase === "IN_PROGRESS" ? "during" : "after");

function AddPhotos({ ticketId, suggested }: { ticketId: string; suggested: Stage }) {
  const t = useTranslations("repairs");
  const errorText = useErrorText();
  const router = useRouter();
  const id = useId();
  const [stage, setStage] = useState<Stage>(suggested);
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);

  const upload = async (files: File[]) => {
    let added = 0;
    for (const [index, original] of files.entries()) {
      setProgress({ done: index + 1, total: files.length });
      const form = new FormData();
      form.set("clientId", crypto.randomUUID());
      form.set("ticketId", ticketId);
      form.set("stage", stage);
      const tool = await import("@/lib/images/compress").catch(() => null);
      form.set("file", tool ? await tool.compressImage(original) : original);
      const result = await addPhotoAction(null, form).catch(() => ({ ok: false as const, code: "system.unreachable" }));
      if (result?.ok) added += 1;
      else if (result) toast.error(t("photos.failed", { name: original.name, reason: errorText(result.code) }));
    }
    setProgress(null);
    if (added > 0) toast.success(t("photos.added", { count: added }));
    router.refresh();
  };

  return (
    <div className="flex flex-wrap items-center gap-2">
      <NativeSelect
        aria-label={t("photos.stage")}
        className="w-32"
        value={stage}
        onChange={(event) => setStage(asStage(event.target.value))}
      >
        {STAGES.map((one) => (
          <option key={one} value={one}>
            {t(`stages.${one}`)}
          </option>
        ))}
      </NativeSelect>
      <input
        id={id}
        type="file"
        accept="image/*"
        multiple
        className="peer sr-only"
        disabled={progress !== null}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          if (files.length > 0) void upload(files);
        }}
      />
      <label
        htmlFor={id}
        className={cn(
          buttonVariants({ variant: "outline" }),
          "cursor-pointer peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-disabled:opacity-50",
        )}
      >
        <ImagePlus aria-hidden />
        {t("photos.add")}
      </label>
      <span aria-live="polite" className="w-full text-muted-foreground text-xs empty:hidden">
        {progress && t("photos.uploading", progress)}
      </span>
    </div>
  );
}

const asStage = (value: string): Stage => STAGES.find((one) => one === value) ?? "before";
