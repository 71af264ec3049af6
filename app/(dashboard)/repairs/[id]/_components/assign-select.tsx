"use client";

import { useTranslations } from "next-intl";
import { startTransition, useOptimistic } from "react";
import { toast } from "@/components/toast";
import { NativeSelect } from "@/components/ui/native-select";
import { useErrorText } from "@/lib/i18n/use-error-text";
import type { Technician } from "@/lib/repairs/queries";
import { assignTechnicianAction } from "../../actions";

type AssignSelectProps = {
  ticketId: string;
  technicianId: string | null;
  technicians: readonly Technician[];
  disabled: boolean;
};

export function AssignSelect({ ticketId, technicianId, technicians, disabled }: AssignSelectProps) {
  const t = useTranslations("repairs.ticket");
  const errorText = useErrorText();
  const [shown, setShown] = useOptimistic(technicianId ?? "");
  const assign = (next: string) =>
    startTransition(async () => {
      setShown(next);
      const result = await assignTechnicianAction(null, { ticketId, technicianId: next });
      if (result && !result.ok) toast.error(errorText(result.code, result.detail));
      else toast.success(t("assigned"));
    });
  return (
    <NativeSelect
      aria-label={t("assign")}
      value={shown}
      disabled={disabled}
      onChange={(event) => assign(event.target.value)}
    >
      <option value="">{t("unassigned")}</option>
      {technicians.map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </NativeSelect>
  );
}
