"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PageStyle } from "@/components/page-nonce";
import { Picture } from "@/components/picture";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";

type Words = { headline: string; steps: string[] };
type PosterProps = { shop: string; outlet: string; url: string; qr: string; ms: Words; en: Words };

/** Black on white in every theme: it is paper. */
export function Poster({ shop, outlet, url, qr, ms, en }: PosterProps) {
  const t = useTranslations("intake.poster");
  const [size, setSize] = useState<"A4" | "A5">("A4");
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        <NativeSelect
          aria-label={t("size")}
          className="w-28"
          value={size}
          onChange={(event) => setSize(event.target.value === "A5" ? "A5" : "A4")}
        >
          <option value="A4">A4</option>
          <option value="A5">A5</option>
        </NativeSelect>
        <Button onClick={() => window.print()}>
          <Printer aria-hidden />
          {t("print")}
        </Button>
      </div>
      <PageStyle css={`@page { size: ${size}; margin: 0 }`} />
      <article className="mx-auto flex aspect-[1/1.4142] w-full max-w-lg flex-col items-center justify-between rounded-lg border bg-white p-[8%] text-center text-black shadow-lift print:h-dvh print:w-full print:max-w-none print:rounded-none print:border-0 print:shadow-none">
        <header className="grid gap-[0.3em] text-[clamp(1rem,4.2vw,2.1rem)] print:text-[5.2vw]">
          <p className="font-medium text-[0.55em] text-neutral-600">{shop === outlet ? shop : `${shop} · ${outlet}`}</p>
          <h2 className="text-balance font-bold leading-tight tracking-tight" lang="ms">
            {ms.headline}
          </h2>
          <p className="text-[0.7em] text-neutral-600" lang="en">
            {en.headline}
          </p>
        </header>
        <div className="w-3/5 rounded-2xl border-4 border-[#c8102e] p-[5%]">
          <Picture
            src={`data:image/svg+xml;utf8,${encodeURIComponent(qr)}`}
            alt={url}
            width={400}
            height={400}
            className="h-auto w-full"
          />
        </div>
        <ol className="grid w-full grid-cols-3 gap-[4%] text-[clamp(0.7rem,2.2vw,1rem)] print:text-[2.6vw]">
          {ms.steps.map((step, index) => (
            <li key={step} className="grid content-start justify-items-center gap-[0.4em]">
              <span className="grid size-[2em] place-content-center rounded-full bg-[#c8102e] font-bold text-white">
                {index + 1}
              </span>
              <span className="font-semibold leading-tight" lang="ms">
                {step}
              </span>
              <span className="text-[0.85em] text-neutral-600 leading-tight" lang="en">
                {en.steps[index]}
              </span>
            </li>
          ))}
        </ol>
        <p className="break-all text-[clamp(0.6rem,1.6vw,0.75rem)] text-neutral-600 print:text-[1.8vw]">
          {url.replace(/^https?:\/\//, "")}
        </p>
      </article>
    </>
  );
}
