import { redirect } from "next/navigation";
import { landingFor } from "@/lib/auth/landing";
import { currentContext } from "@/lib/auth/session";

export default async function RootPage() {
  const context = await currentContext();
  if (!context) redirect("/sign-in");
  redirect(context.tenant ? landingFor(context.role) : "/welcome");
}
