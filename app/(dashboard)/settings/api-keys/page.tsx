import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { getNow, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/empty-state";
import { Card, CardAction, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { isAlive, listKeys } from "@/lib/api/keys";
import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { env } from "@/lib/env";
import { listMembers } from "@/lib/tenancy/team";
import { CreateButton } from "./_components/create-button";
import { Example } from "./_components/example";
import { KeyItem } from "./_components/key-item";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("sections.apiKeys") };
}

export default async function ApiKeysPage() {
  const me = await requireContext("api.manage");
  const db = await userDb();
  const [keys, members, t, now] = await Promise.all([
    listKeys(db, me.tenant.id),
    listMembers(db, me.tenant.id),
    getTranslations("apiKeys"),
    getNow(),
  ]);
  const outlets = me.outlets.map(({ id, name }) => ({ id, name }));
  const outletNames = new Map(outlets.map(({ id, name }) => [id, name]));
  const people = new Map(members.map((member) => [member.user_id, member.people.name]));
  return (
    <>
      <Card>
        <CardHeader>
          <CardTitle>{t("title")}</CardTitle>
          <CardDescription>{t("text")}</CardDescription>
          {keys.length > 0 && (
            <CardAction>
              <CreateButton outlets={outlets} />
            </CardAction>
          )}
        </CardHeader>
        {keys.length === 0 ? (
          <EmptyState
            icon={KeyRound}
            title={t("empty")}
            description={t("emptyText")}
            action={<CreateButton outlets={outlets} />}
          />
        ) : (
          <ul className="divide-y border-t">
            {keys.map((key) => (
              <KeyItem
                key={key.id}
                row={key}
                state={isAlive(key, now) ? "active" : key.revoked_at ? "revoked" : "expired"}
                places={key.outlet_ids?.map((id) => outletNames.get(id) ?? "?").join(", ") ?? null}
                maker={people.get(key.created_by) ?? null}
              />
            ))}
          </ul>
        )}
      </Card>
      <Example appUrl={env().APP_URL} />
    </>
  );
}
