"use server";

import { localeField } from "@/lib/auth/schema";
import { rememberLocale } from "@/lib/auth/server";
import { isSignedIn } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";

/** The language of the browser, and of the person when signed in. The page is drawn again by the cookie change. */
export async function setLocaleAction(input: unknown): Promise<void> {
  const { data: locale } = localeField.safeParse(input);
  if (!locale) return;
  await rememberLocale(locale);
  if (await isSignedIn()) await (await userDb()).rpc("set_my_locale", { p_locale: locale });
}
