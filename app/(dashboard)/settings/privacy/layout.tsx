import type { ReactNode } from "react";
import { requireContext } from "@/lib/auth/session";
import { PrivacyTabs } from "./_components/privacy-tabs";

export default async function PrivacyLayout({ children }: { children: ReactNode }) {
  await requireContext("privacy.manage");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PrivacyTabs />
      {children}
    </div>
  );
}
