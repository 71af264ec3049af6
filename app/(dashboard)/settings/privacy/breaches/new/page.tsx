import type { Metadata } from "next";
import { getNow, getTranslations } from "next-intl/server";
import { requireContext } from "@/lib/auth/session";
import { localInput } from "@/lib/privacy/local-time";
import { BreachForm } from "../../_components/breach-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy.breaches"))("new") };
}

export default async function NewBreachPage() {
  await requireContext("privacy.manage");
  return <BreachForm breach={null} now={localInput(await getNow())} />;
}
