"use server";

import { refresh } from "next/cache";
import { getLocale } from "next-intl/server";
import { can } from "@/lib/auth/context-schema";
import { currentContext } from "@/lib/auth/session";
import { type ActionError, action } from "@/lib/core/action";
import { err, ok, type Result } from "@/lib/core/result";
import { env } from "@/lib/env";
import { invitationMail } from "@/lib/mail/invitation";
import { trySendMail } from "@/lib/mail/send";
import { changeMemberInput, invitationIdInput, inviteInput, memberIdInput, transferInput } from "@/lib/tenancy/schema";
import {
  changeMember,
  inviteMember,
  resendInvitation,
  revokeInvitation,
  setStanding,
  transferOwnership,
} from "@/lib/tenancy/team";

export type Invited = { email: string; link: string; mailed: boolean };
type Made = { token: string; email: string; role: string };

/** The link goes by mail and is shown once: the database knows only its hash. */
async function deliver(make: () => Promise<Result<Made>>): Promise<Result<Invited>> {
  const me = await currentContext();
  if (!me?.tenant || !me.person || !can(me, "team.manage")) return err("auth.forbidden");
  const made = await make();
  if (!made.ok) return made;
  const { token, email, role } = made.value;
  const link = `${env().APP_URL}/invite/${token}`;
  const mail = await invitationMail({
    to: email,
    tenant: me.tenant.name,
    inviter: me.person.name,
    role,
    link,
    locale: me.tenant.locale ?? (await getLocale()),
  });
  const mailed = await trySendMail(mail);
  refresh();
  return ok({ email, link, mailed });
}

export const inviteAction = action(
  "inviteMember",
  inviteInput,
  async ({ db }, input): Promise<Result<Invited>> =>
    deliver(async () => {
      const invited = await inviteMember(db, input);
      return invited.ok ? ok({ token: invited.value.token, email: input.email, role: input.role }) : invited;
    }),
);

export const resendInvitationAction = action(
  "resendInvitation",
  invitationIdInput,
  async ({ db }, { id }): Promise<Result<Invited>> => deliver(() => resendInvitation(db, id)),
);

export const revokeInvitationAction = action(
  "revokeInvitation",
  invitationIdInput,
  async ({ db }, { id }): Promise<Result<undefined>> => {
    const revoked = await revokeInvitation(db, id);
    refresh();
    return revoked;
  },
);

export const changeMemberAction = action(
  "changeMember",
  changeMemberInput,
  async ({ db }, input): Promise<Result<undefined>> => {
    const changed = await changeMember(db, input);
    if (changed.ok) refresh();
    return changed;
  },
);

export const suspendMemberAction = action(
  "suspendMember",
  memberIdInput,
  async ({ db }, { userId }): Promise<Result<undefined>> => {
    const done = await setStanding(db, userId, "suspend_member");
    refresh();
    return done;
  },
);

export const unsuspendMemberAction = action(
  "unsuspendMember",
  memberIdInput,
  async ({ db }, { userId }): Promise<Result<undefined>> => {
    const done = await setStanding(db, userId, "unsuspend_member");
    refresh();
    return done;
  },
);

export const removeMemberAction = action(
  "removeMember",
  memberIdInput,
  async ({ db }, { userId }): Promise<Result<undefined>> => {
    const done = await setStanding(db, userId, "remove_member");
    refresh();
    return done;
  },
);

export const transferOwnershipAction = action(
  "transferOwnership",
  transferInput,
  async ({ db }, { userId, business }): Promise<Result<undefined>> => {
    const done = await transferOwnership(db, userId, business);
    if (done.ok) {
      refresh();
      return done;
    }
    const atField: ActionError = { ...done, fields: done.code === "team.name_differs" ? { business: done.code } : {} };
    return atField;
  },
);
