import { Check, CheckCheck, Receipt, Wrench } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { cn } from "@/lib/core/cn";

/** One customer's afternoon on one thread: what the product is, shown instead of said. */
export async function Story() {
  const t = await getTranslations("auth.story");
  return (
    <aside className="dark relative hidden overflow-hidden bg-background text-foreground lg:flex lg:flex-col lg:justify-center">
      <div className="absolute inset-y-0 left-0 w-1 bg-primary" />
      <div className="mx-auto w-full max-w-lg px-12 py-14">
        <p className="text-balance font-semibold text-3xl leading-[1.15] tracking-[-0.025em]">{t("title")}</p>
        <p className="mt-3 max-w-sm text-pretty text-base text-muted-foreground leading-relaxed">{t("lead")}</p>
        <ol className="relative mt-10 grid gap-3.5 before:absolute before:inset-y-3 before:left-[3.05rem] before:w-px before:bg-border">
          <Moment time="10:12">
            <Bubble>{t("ask")}</Bubble>
          </Moment>
          <Moment time="10:13" red>
            <Line icon={<Wrench />} title={t("ticket")} note={t("ticketNote")} />
          </Moment>
          <Moment time="11:40">
            <Bubble ours>{t("estimate")}</Bubble>
          </Moment>
          <Moment time="11:42">
            <Bubble>{t("approve")}</Bubble>
          </Moment>
          <Moment time="16:05" red>
            <Line icon={<Receipt />} title={t("paid")} note={t("paidNote")} />
          </Moment>
        </ol>
      </div>
    </aside>
  );
}

function Moment({ time, red = false, children }: { time: string; red?: boolean; children: ReactNode }) {
  return (
    <li className="relative grid grid-cols-[2.25rem_1.625rem_1fr] items-center">
      <span className="text-2xs text-muted-foreground tabular-nums">{time}</span>
      <span
        className={cn(
          "z-10 mx-auto size-2 rounded-full ring-4 ring-background",
          red ? "bg-primary" : "bg-muted-foreground/70",
        )}
      />
      {children}
    </li>
  );
}

function Bubble({ ours = false, children }: { ours?: boolean; children: ReactNode }) {
  return (
    <span
      className={cn(
        "w-fit max-w-xs rounded-2xl px-3.5 py-2 text-sm leading-snug",
        ours ? "rounded-br-sm bg-success-soft text-success" : "rounded-bl-sm bg-secondary text-secondary-foreground",
      )}
    >
      {children}
      {ours && <CheckCheck aria-hidden className="ml-1.5 inline size-3.5" />}
    </span>
  );
}

function Line({ icon, title, note }: { icon: ReactNode; title: string; note: string }) {
  return (
    <span className="flex max-w-xs items-center gap-3 rounded-lg border bg-card px-3.5 py-2.5">
      <span className="grid size-8 shrink-0 place-content-center rounded-md bg-primary-soft text-primary-ink [&_svg]:size-4">
        {icon}
      </span>
      <span className="min-w-0 flex-1 text-sm leading-tight">
        <span className="block truncate font-medium">{title}</span>
        <span className="block truncate text-muted-foreground text-xs leading-5 tabular-nums">{note}</span>
      </span>
      <Check aria-hidden className="size-4 text-success" />
    </span>
  );
}
