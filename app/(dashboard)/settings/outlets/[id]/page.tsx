import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { requireContext } from "@/lib/auth/session";
import { formatPhone } from "@/lib/core/phone";
import { userDb } from "@/lib/db/user";
import { readHours } from "@/lib/tenancy/hours";
import { getOutlet } from "@/lib/tenancy/outlets";
import { OutletForm } from "../_components/outlet-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("sections.outlets") };
}

/** One outlet; the id "new" is an empty form. */
export default async function OutletPage({ params }: { params: Promise<{ id: string }> }) {
  await requireContext("outlet.manage");
  const { id } = await params;
  if (id === "new") return <OutletForm outlet={null} />;
  const outlet = z.uuid().safeParse(id).success ? await getOutlet(await userDb(), id) : null;
  if (!outlet) notFound();
  return (
    <OutletForm outlet={outlet} phone={outlet.phone ? formatPhone(outlet.phone) : ""} hours={readHours(outlet.hours)} />
  );
}
