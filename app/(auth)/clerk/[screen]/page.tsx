import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { Spinner } from "@/components/ui/spinner";
import { safePath } from "@/lib/auth/landing";
import { authProvider } from "@/lib/auth/provider";
import { currentContext, isSignedIn } from "@/lib/auth/session";
import { AuthCard } from "../../_components/auth-card";
import { ClerkPlace } from "./_components/clerk-place";

/** Whether one is signed in when the screen is of use. */
const SCREENS = { "sign-in": false, "sign-up": false, profile: true, switch: true } as const;

type Search = { next?: string | string[]; to?: string | string[] };
type Props = { params: Promise<{ screen: string }>; searchParams: Promise<Search> };

const isScreen = (name: string): name is keyof typeof SCREENS => name in SCREENS;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { screen } = await params;
  const t = await getTranslations("auth");
  return { title: isScreen(screen) ? t(`clerk.${screen}`) : "Voltura" };
}

/** A place for one of the sign-in service's own screens (public/clerk-start.js fills it); without such a service it does not exist. */
export default async function ClerkScreenPage({ params, searchParams }: Props) {
  const { screen } = await params;
  if (!isScreen(screen) || (await authProvider()).scripts.length === 0) notFound();
  if (SCREENS[screen]) {
    if (!(await isSignedIn())) redirect("/sign-in");
  } else if (await currentContext()) redirect("/");
  const { next, to } = await searchParams;
  const t = await getTranslations("auth");
  return (
    <AuthCard title={t(`clerk.${screen}`)} lead={screen === "switch" ? undefined : t("clerk.lead")}>
      <ClerkPlace
        screen={screen}
        next={safePath(next) ?? "/"}
        to={typeof to === "string" && /^org_\w+$/.test(to) ? to : ""}
      />
      <p data-clerk-waiting role="status" className="flex items-center gap-2 text-muted-foreground text-sm">
        <Spinner /> {t("clerk.waiting")}
      </p>
      <div data-clerk-failed hidden role="alert">
        <Alert tone="warning" title={t("clerk.failedTitle")}>
          {t("clerk.failedText")}
        </Alert>
      </div>
      <noscript>
        <Alert tone="warning">{t("clerk.noScript")}</Alert>
      </noscript>
    </AuthCard>
  );
}
