import { MessageSquareText } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { CannedDialog } from "@/app/(dashboard)/settings/canned-replies/_components/canned-dialog";
import { CannedItem } from "@/app/(dashboard)/settings/canned-replies/_components/canned-item";
import { EmptyState } from "@/components/empty-state";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { listCannedReplies } from "@/lib/inbox/queries";

export async function generateMetadata() {
  const t = await getTranslations("inbox.settings");
  return { title: t("canned") };
}

export default async function CannedRepliesPage() {
  await requireContext("inbox.manage");
  const replies = await listCannedReplies(await userDb());
  const t = await getTranslations("inbox.settings");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("canned")}</CardTitle>
        <CardDescription>{t("cannedHint", { placeholder: "{nama}" })}</CardDescription>
        <CardAction>
          <CannedDialog />
        </CardAction>
      </CardHeader>
      <CardContent>
        {replies.length === 0 ? (
          <EmptyState icon={MessageSquareText} title={t("cannedEmpty")} description={t("cannedEmptyHint")} />
        ) : (
          <ul>
            {replies.map((reply) => (
              <CannedItem key={reply.id} reply={reply} />
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}
