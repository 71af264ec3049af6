import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { currentContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { AuthCard } from "../_components/auth-card";
import { WelcomeForm } from "../_components/welcome-form";
import { signOutAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("welcome.title") };
}

export default async function WelcomePage() {
  const context = await currentContext();
  if (!context) redirect("/sign-in");
  if (context.tenant) redirect("/");
  const t = await getTranslations("auth");
  const { count } = await (await userDb()).from("members").select("user_id", { count: "exact", head: true });
  return (
    <AuthCard
      title={t("welcome.title")}
      lead={t("welcome.lead")}
      footer={
        <form action={signOutAction}>
          <button
            type="submit"
            className="rounded-sm py-1 font-medium text-foreground underline decoration-border underline-offset-4 hover:decoration-current"
          >
            {t("signOut")}
          </button>
        </form>
      }
    >
      {Boolean(count) && (
        <Alert tone="warning" title={t("welcome.lostTitle")}>
          {t("welcome.lostText")}
        </Alert>
      )}
      <WelcomeForm name={context.person?.name ?? ""} />
    </AuthCard>
  );
}
