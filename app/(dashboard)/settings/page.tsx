import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { businessDate } from "@/lib/core/dates";
import { formatPhone } from "@/lib/core/phone";
import { userDb } from "@/lib/db/user";
import { getBusiness } from "@/lib/tenancy/business";
import { BusinessForm } from "./_components/business-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function BusinessPage() {
  const me = await requireContext();
  if (!can(me, "tenant.manage")) redirect("/");
  const business = await getBusiness(await userDb(), me.tenant.id);
  return (
    <BusinessForm
      business={business}
      phone={business.phone ? formatPhone(business.phone) : ""}
      today={businessDate(new Date())}
    />
  );
}
