import { useTranslations } from "next-intl";
import { messageValues } from "@/lib/i18n/message-values";

/** Code (`domain.reason`) → sentence in the person's language; a code without text reads as `system.unexpected`. */
export function useErrorText(): (code: string, detail?: Record<string, unknown>) => string {
  const t = useTranslations("errors");
  return (code, detail) => t(t.has(code) ? code : "system.unexpected", messageValues(detail));
}
