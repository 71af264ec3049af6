import type { Locale } from "@/lib/core/dates";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
  }
}
