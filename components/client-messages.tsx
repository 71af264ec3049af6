import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { pickMessages } from "@/lib/i18n/messages";

/** Gives the client components below it words: those of the namespaces in `only`, or all. Public pages name theirs to stay light. */
export async function ClientMessages({ only, children }: { only?: readonly string[]; children: ReactNode }) {
  const messages = await getMessages();
  return (
    <NextIntlClientProvider locale={await getLocale()} messages={only ? pickMessages(messages, only) : messages}>
      {children}
    </NextIntlClientProvider>
  );
}
