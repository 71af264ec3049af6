import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { DEFAULT_ZONE } from "@/lib/core/dates";
import { asLocale, LOCALE_COOKIE, negotiateLocale } from "@/lib/i18n/locales";
import { loadMessages } from "@/lib/i18n/messages";

/** No locale in the URL: the cookie decides (set at sign-in from the person's choice), then the browser's languages. */
export default getRequestConfig(async ({ locale: asked }) => {
  const chosen = asLocale(asked) ?? asLocale((await cookies()).get(LOCALE_COOKIE)?.value);
  const locale = chosen ?? negotiateLocale((await headers()).get("accept-language"));
  return {
    locale,
    timeZone: DEFAULT_ZONE,
    now: new Date(),
    messages: loadMessages(locale),
    formats: { number: { plain: { useGrouping: true } } },
  };
});
