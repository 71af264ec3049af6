import { ArrowRight, Check } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/lib/core/cn";
import type { SetupSteps } from "@/lib/home/queries";

const STEPS = [
  { key: "profile", href: "/settings" },
  { key: "product", href: "/stock" },
  { key: "chat", href: "/inbox" },
  { key: "ticket", href: "/repairs" },
  { key: "sale", href: "/counter" },
  { key: "team", href: "/settings/team" },
] as const;

/** The way of a new shop to its first full day. A step is done when its rows exist, not when it was clicked. */
export function GettingStarted({ steps, simulator }: { steps: SetupSteps; simulator: boolean }) {
  const t = useTranslations("home.start");
  const done = STEPS.filter(({ key }) => steps[key]).length;
  const next = STEPS.find(({ key }) => !steps[key])?.key;
  return (
    <Card className="overflow-hidden">
      <div aria-hidden className="h-1 bg-secondary">
        <div className="h-full bg-primary transition-[width]" style={{ width: `${(done / STEPS.length) * 100}%` }} />
      </div>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{t("progress", { done, total: STEPS.length })}</CardDescription>
      </CardHeader>
      <CardContent className="px-2 pb-2 sm:px-3 sm:pb-3">
        <ol className="grid gap-x-4 md:grid-cols-2">
          {STEPS.map(({ key, href }, index) => (
            <li key={key}>
              <Step
                number={index + 1}
                done={steps[key]}
                next={key === next}
                href={key === "chat" && simulator ? "/simulator" : href}
                title={t(`${key}.title`)}
                text={t(`${key}.text`)}
                state={steps[key] ? t("done") : t("toDo")}
              />
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  );
}

type StepProps = {
  number: number;
  done: boolean;
  next: boolean;
  href: string;
  title: string;
  text: string;
  state: string;
};

function Step({ number, done, next, href, title, text, state }: StepProps) {
  return (
    <Link href={href} className="group flex items-start gap-3 rounded-md px-2 py-2.5 hover:bg-accent">
      <span
        aria-hidden
        className={cn(
          "mt-0.5 grid size-6 shrink-0 place-content-center rounded-full border font-semibold text-2xs tabular-nums",
          done && "border-transparent bg-success-soft text-success",
          next && "border-transparent bg-primary text-primary-foreground",
        )}
      >
        {done ? <Check className="size-3.5" /> : number}
      </span>
      <span className="min-w-0 flex-1 leading-5">
        <span className={cn("block font-medium", done && "text-muted-foreground line-through decoration-border")}>
          {title}
          <span className="sr-only"> ({state})</span>
        </span>
        {!done && <span className="block text-pretty text-muted-foreground text-xs">{text}</span>}
      </span>
      {!done && (
        <ArrowRight
          aria-hidden
          className="mt-1 size-4 shrink-0 text-muted-foreground opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
        />
      )}
    </Link>
  );
}
