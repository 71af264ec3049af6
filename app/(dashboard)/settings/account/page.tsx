import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConfirmButton } from "@/components/confirm-button";
import { authProvider } from "@/lib/auth/provider";
import { requireContext } from "@/lib/auth/session";
import { mySessions } from "@/lib/auth/sessions";
import { SettingsGroup } from "../_components/settings-group";
import { PasswordForm } from "./_components/password-form";
import { ProfileForm } from "./_components/profile-form";
import { SessionList } from "./_components/session-list";
import { leaveTeamAction, signOutEverywhereAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("account.title") };
}

export default async function AccountPage() {
  const me = await requireContext();
  const [sessions, { hasPasswords, accountUrl }] = await Promise.all([mySessions(), authProvider()]);
  const t = await getTranslations("settings.account");
  const business = me.tenant.name;
  return (
    <div className="grid gap-6">
      <SettingsGroup title={t("profile")} text={t("profileText")}>
        <ProfileForm name={me.person.name} email={me.person.email} locale={me.person.locale} />
      </SettingsGroup>
      {hasPasswords && (
        <SettingsGroup title={t("password")} text={t("passwordText")}>
          <PasswordForm />
        </SettingsGroup>
      )}
      {accountUrl && (
        <SettingsGroup title={t("elsewhere")} text={t("elsewhereText")}>
          {/* Another document: the service's screens start with the page. */}
          <a
            href={accountUrl}
            className="inline-flex min-h-10 items-center font-medium underline underline-offset-4 sm:col-span-2"
          >
            {t("elsewhereOpen")}
          </a>
        </SettingsGroup>
      )}
      <SettingsGroup title={t("sessions")} text={t("sessionsText")}>
        <SessionList sessions={sessions} />
        <div className="sm:col-span-2">
          <ConfirmButton
            variant="outline"
            title={t("everywhereTitle")}
            description={t("everywhereText")}
            confirmLabel={t("everywhere")}
            action={signOutEverywhereAction}
            input={{}}
          >
            {t("everywhere")}
          </ConfirmButton>
        </div>
      </SettingsGroup>
      <SettingsGroup title={t("leaveGroup")} text={t("leaveText")}>
        <div className="sm:col-span-2">
          <ConfirmButton
            title={t("leaveTitle", { business })}
            description={t("leaveText")}
            confirmLabel={t("leaveConfirm")}
            action={leaveTeamAction}
            input={{}}
          >
            {t("leave", { business })}
          </ConfirmButton>
        </div>
      </SettingsGroup>
    </div>
  );
}
