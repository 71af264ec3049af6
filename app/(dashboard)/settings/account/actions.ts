"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { authProvider } from "@/lib/auth/provider";
import { changePasswordInput, profileInput } from "@/lib/auth/schema";
import { arrive, changePassword, rememberLocale } from "@/lib/auth/server";
import { requireContext } from "@/lib/auth/session";
import { type ActionError, action } from "@/lib/core/action";
import { err, ok, type Result } from "@/lib/core/result";
import { fromPg } from "@/lib/db/errors";
import { tooMany } from "@/lib/security/limit";
import { leaveTeam } from "@/lib/tenancy/team";

export const saveProfileAction = action(
  "saveProfile",
  profileInput,
  async ({ db }, { name, locale }): Promise<Result<undefined>> => {
    const { person } = await requireContext();
    const { data, error } = await db.from("people").update({ name, locale }).eq("user_id", person.id).select("user_id");
    if (error) return fromPg(error);
    if (data.length === 0) return err("auth.forbidden");
    await rememberLocale(locale);
    refresh();
    return ok();
  },
);

export const changePasswordAction = action(
  "changePassword",
  changePasswordInput,
  async ({ db }, { current, password }): Promise<Result<undefined>> => {
    const { person } = await requireContext();
    const allowed = { each: 10, visitor: 100, seconds: 900 };
    if (await tooMany(await headers(), "password", person.id, allowed)) return err("auth.too_many");
    const done = await changePassword(db, person.email, current, password);
    if (done.ok) {
      refresh();
      return done;
    }
    const atField: ActionError = { ...done, fields: done.code === "auth.wrong_password" ? { current: done.code } : {} };
    return atField;
  },
);

export const signOutEverywhereAction = action(
  "signOutEverywhere",
  z.object({}),
  async (): Promise<Result<undefined>> => {
    const ended = await (await authProvider()).signOutEverywhere();
    if (!ended.ok) return ended;
    redirect("/sign-in");
  },
);

export const leaveTeamAction = action("leaveTeam", z.object({}), async ({ db }): Promise<Result<undefined>> => {
  const { person } = await requireContext();
  const left = await leaveTeam(db, person.id);
  if (!left.ok) return left;
  redirect(await arrive(db));
});
