"use client";

import { Camera } from "lucide-react";
import { useTranslations } from "next-intl";
import { useContext, useId, useState } from "react";
import { FormContext } from "@/components/form-context";
import { buttonVariants } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { cn } from "@/lib/core/cn";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { MAX_PHOTOS } from "@/lib/intake/kinds";

/** Sends `photos[]`; shows how many, not the pictures: they are on the phone already. */
export function PhotoPicker({ isRequired }: { isRequired: boolean }) {
  const t = useTranslations("intake");
  const tc = useTranslations("common");
  const form = useContext(FormContext);
  const errorText = useErrorText();
  const id = useId();
  const [count, setCount] = useState(0);
  const code = count > MAX_PHOTOS ? "intake.photos" : form?.fields["photos"];
  return (
    <div className="grid gap-1.5">
      <span className="font-medium text-sm">
        {t("photos")}{" "}
        {!isRequired && <span className="font-normal text-muted-foreground text-xs">({tc("optional")})</span>}
      </span>
      <div className="flex flex-wrap items-center gap-3">
        <input
          id={id}
          type="file"
          name="photos[]"
          accept="image/*"
          multiple
          className="peer sr-only"
          aria-describedby={`${id}-hint`}
          aria-invalid={code ? true : undefined}
          aria-label={t("choosePhotos")}
          onChange={(event) => setCount(event.target.files?.length ?? 0)}
        />
        <label
          htmlFor={id}
          className={cn(
            buttonVariants({ variant: "outline" }),
            "cursor-pointer peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2",
          )}
        >
          <Camera aria-hidden />
          {t("choosePhotos")}
        </label>
        <span aria-live="polite" className="text-muted-foreground text-sm">
          {count > 0 && t("photosChosen", { count })}
        </span>
      </div>
      {code && <FieldError>{errorText(code)}</FieldError>}
      <p id={`${id}-hint`} className="text-muted-foreground text-xs">
        {t("photosHint", { count: MAX_PHOTOS })}
      </p>
    </div>
  );
}
