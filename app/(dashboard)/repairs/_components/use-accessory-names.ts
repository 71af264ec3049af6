import { useTranslations } from "next-intl";
import { ACCESSORIES } from "@/lib/repairs/kinds";

/** Known accessories by name; whatever somebody typed stays as it is. */
export function useAccessoryNames(): (accessories: readonly string[]) => string[] {
  const t = useTranslations("repairs.accessory");
  return (accessories) =>
    accessories.map((one) => {
      const known = ACCESSORIES.find((key) => key === one);
      return known ? t(known) : one;
    });
}
