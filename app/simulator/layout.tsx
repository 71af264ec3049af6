import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";
import { mayUseSimulator } from "@/lib/whatsapp/simulator-access";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("simulator"))("title") };
}

/** Embedded mode and this machine only: elsewhere the page does not exist. */
export default async function SimulatorLayout({ children }: { children: ReactNode }) {
  if (!mayUseSimulator(await headers())) notFound();
  return <ClientMessages only={["simulator", "common", "errors"]}>{children}</ClientMessages>;
}
