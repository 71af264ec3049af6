"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";

type Progress = { state: "idle" | "running" | "done" | "failed"; bytes: number; expected: number };
const IDLE: Progress = { state: "idle", bytes: 0, expected: 0 };

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

function save(blob: Blob, name: string): void {
  const href = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** Asks for the ZIP, says how far it is, and hands it to the browser. Closing the dialog ends it. */
export function ExportButton({ customerId, name }: { customerId: string; name: string }) {
  const t = useTranslations("privacy.person");
  const tc = useTranslations("common");
  const [progress, setProgress] = useState(IDLE);
  const [open, setOpen] = useState(false);
  const stop = useRef<AbortController>(null);

  async function run(): Promise<void> {
    const abort = new AbortController();
    stop.current = abort;
    setProgress({ ...IDLE, state: "running" });
    try {
      const response = await fetch(`/customers/${customerId}/export`, { method: "POST", signal: abort.signal });
      if (!response.ok || !response.body) throw new Error(String(response.status));
      const expected = Number(response.headers.get("x-expected-bytes") ?? 0);
      const chunks: Uint8Array<ArrayBuffer>[] = [];
      let bytes = 0;
      const reader = response.body.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        chunks.push(part.value);
        bytes += part.value.byteLength;
        setProgress({ state: "running", bytes, expected });
      }
      save(new Blob(chunks, { type: "application/zip" }), `person-${customerId.slice(0, 8)}.zip`);
      setProgress({ state: "done", bytes, expected });
    } catch {
      if (!abort.signal.aborted) setProgress({ ...IDLE, state: "failed" });
    }
  }

  function change(next: boolean): void {
    setOpen(next);
    if (next) return;
    stop.current?.abort();
    setProgress(IDLE);
  }

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          <Download aria-hidden />
          {t("export")}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("exportTitle", { name })}</DialogTitle>
          <DialogDescription>{t("exportText")}</DialogDescription>
        </DialogHeader>
        <div aria-live="polite" className="grid gap-2">
          {progress.state === "running" && (
            <>
              <progress
                aria-label={t("preparing")}
                className="h-2 w-full"
                {...(progress.expected > 0
                  ? { max: progress.expected, value: Math.min(progress.bytes, progress.expected) }
                  : {})}
              />
              <p className="text-muted-foreground text-sm tabular-nums">
                {progress.bytes === 0 ? t("preparing") : t("progress", { done: size(progress.bytes) })}
                {progress.expected > 0 && ` · ${t("expected", { total: size(progress.expected) })}`}
              </p>
            </>
          )}
          {progress.state === "done" && <Alert tone="success">{t("done")}</Alert>}
          {progress.state === "failed" && <Alert tone="danger">{t("failed")}</Alert>}
        </div>
        <DialogFooter>
          <Button variant="ghost" onClick={() => change(false)}>
            {progress.state === "done" ? tc("close") : tc("cancel")}
          </Button>
          {progress.state !== "done" && (
            <Button onClick={() => void run()} disabled={progress.state === "running"}>
              {t("start")}
            </Button>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
