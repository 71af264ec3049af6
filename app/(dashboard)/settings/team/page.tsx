import type { Metadata } from "next";
import { getNow, getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { listInvitations, listMembers, teamNotices } from "@/lib/tenancy/team";
import { InvitationsCard } from "./_components/invitations-card";
import { MembersCard } from "./_components/members-card";
import { TeamLive } from "./_components/team-live";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("sections.team") };
}

export default async function TeamPage() {
  const me = await requireContext("team.manage");
  const db = await userDb();
  const [members, invitations, notices] = await Promise.all([
    listMembers(db, me.tenant.id),
    listInvitations(db),
    teamNotices(db),
  ]);
  const t = await getTranslations("settings.team.notices");
  const now = await getNow();
  const outletNames = new Map(me.outlets.map(({ id, name }) => [id, name]));
  const places = (ids: string[] | null) => ids?.map((id) => outletNames.get(id) ?? "?").join(", ") ?? null;
  return (
    <>
      <TeamLive />
      {notices.map(({ kind, person }) => (
        <Alert key={`${kind} ${person}`} tone="warning" title={t(`${kind}.title`, { name: person ?? "" })}>
          {t(`${kind}.text`)}
        </Alert>
      ))}
      <MembersCard
        myId={me.person.id}
        myRole={me.role}
        business={me.tenant.name}
        outlets={me.outlets.map(({ id, name }) => ({ id, name }))}
        members={members.map((member) => ({
          id: member.user_id,
          name: member.people.name,
          email: member.people.email,
          role: member.role,
          status: member.status,
          pii: member.pii,
          outletIds: member.outlet_ids,
          places: places(member.outlet_ids),
        }))}
      />
      <InvitationsCard
        invitations={invitations.map(({ id, email, role, outlet_ids, expires_at }) => ({
          id,
          email,
          role,
          places: places(outlet_ids),
          expiresAt: expires_at,
          expired: new Date(expires_at) < now,
        }))}
      />
    </>
  );
}
