"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { toast } from "@/components/toast";
import { useErrorText } from "@/lib/i18n/use-error-text";

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_FILES = 10;

/** Files picked, pasted or dropped, waiting to be sent. Large photos are made smaller here, on the phone. */
export function useFiles() {
  const t = useTranslations("inbox.composer");
  const errorText = useErrorText();
  const [files, setFiles] = useState<File[]>([]);

  const addFiles = useCallback(
    async (picked: FileList) => {
      // The list empties itself when its input is reset, so it is copied before anything is awaited.
      const all = [...picked];
      const tool = await import("@/lib/inbox/shrink-photo").catch(() => null);
      const shrunk = tool ? await Promise.all(all.map(tool.shrinkPhoto)) : all;
      const fitting = shrunk.filter((file) => file.size <= MAX_BYTES);
      if (fitting.length < shrunk.length) toast.error(errorText("media.too_big", { mb: 16 }));
      setFiles((before) => {
        if (before.length + fitting.length > MAX_FILES) toast.error(t("tooMany", { count: MAX_FILES }));
        return [...before, ...fitting].slice(0, MAX_FILES);
      });
    },
    [errorText, t],
  );
  const removeFile = useCallback((gone: File) => setFiles((before) => before.filter((file) => file !== gone)), []);
  const clearFiles = useCallback(() => setFiles([]), []);
  return { files, addFiles, removeFile, clearFiles };
}
