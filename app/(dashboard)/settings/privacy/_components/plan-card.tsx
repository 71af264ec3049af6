import { useTranslations } from "next-intl";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { RetentionPlan } from "@/lib/privacy/schema";

/** A dry run: what retention would take with today's periods. */
export function PlanCard({ plan }: { plan: RetentionPlan }) {
  const t = useTranslations("privacy.plan");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{plan.every(({ rows }) => rows === 0) ? t("none") : t("text")}</CardDescription>
      </CardHeader>
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("kind")}</TableHead>
            <TableHead numeric>{t("rows")}</TableHead>
            <TableHead numeric>{t("files")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {plan.map(({ kind, rows, files }) => (
            <TableRow key={kind}>
              <TableCell>{t(`kinds.${kind}`)}</TableCell>
              <TableCell numeric>{rows}</TableCell>
              <TableCell numeric>{files}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <CardContent className="pt-3 text-muted-foreground text-xs">{t("kept")}</CardContent>
    </Card>
  );
}
