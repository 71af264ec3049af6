"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { after } from "next/server";
import { getLocale } from "next-intl/server";
import { acceptInvitation, previewInvitation } from "@/lib/auth/invitation";
import { safePath } from "@/lib/auth/landing";
import { authProvider } from "@/lib/auth/provider";
import {
  acceptInput,
  forgotInput,
  joinInput,
  newPasswordInput,
  shopInput,
  signInInput,
  signUpInput,
} from "@/lib/auth/schema";
import { arrive, createShop, rememberLocale, sendReset, setNewPassword, signIn, signUp } from "@/lib/auth/server";
import { currentContext } from "@/lib/auth/session";
import { action } from "@/lib/core/action";
import { log } from "@/lib/core/log";
import { err, ok, type Result } from "@/lib/core/result";
import { publicDb } from "@/lib/db/clients";
import { type Allowance, tooMany } from "@/lib/security/limit";
import { currentRequestId } from "@/lib/security/request-id";

const LIMITS = {
  "sign-in": { each: 30, visitor: 100, seconds: 900 },
  "sign-up": { each: 5, visitor: 20, seconds: 900 },
  forgot: { each: 4, visitor: 20, seconds: 900 },
  "new-password": { each: 10, visitor: 20, seconds: 900 },
  invitation: { each: 20, visitor: 60, seconds: 900 },
} satisfies Record<string, Allowance>;

const isTooOften = async (form: keyof typeof LIMITS, target: string): Promise<boolean> =>
  tooMany(await headers(), form, target, LIMITS[form]);

export const signInAction = action("signIn", signInInput, async ({ db }, input): Promise<Result<undefined>> => {
  if (await isTooOften("sign-in", input.email)) return err("auth.too_many");
  const done = await signIn(db, input);
  if (!done.ok) return done;
  const landing = await arrive(db);
  redirect(landing === "/welcome" ? landing : (safePath(input.next) ?? landing));
});

export const signUpAction = action("signUp", signUpInput, async ({ db }, input): Promise<Result<"confirm">> => {
  if (await isTooOften("sign-up", input.email)) return err("auth.too_many");
  const account = await signUp(db, input);
  if (!account.ok) return account;
  await rememberLocale(input.locale);
  if (account.value === "confirm") return ok("confirm");
  const shop = await createShop(db, input);
  // The account exists now: what is missing is asked for there.
  redirect(shop.ok ? "/home" : "/welcome");
});

export const createShopAction = action("createShop", shopInput, async ({ db }, input): Promise<Result<undefined>> => {
  const shop = await createShop(db, input);
  if (!shop.ok) return shop;
  await rememberLocale(input.locale);
  redirect(await arrive(db, shop.value.tenantId));
});

/** Answers the same at once whether the address is known or not; the work happens after the answer. */
export const forgotAction = action(
  "forgotPassword",
  forgotInput,
  async (_context, { email }): Promise<Result<undefined>> => {
    if (await isTooOften("forgot", email)) return err("auth.too_many");
    const requestId = await currentRequestId();
    after(async () => {
      try {
        await sendReset(email);
      } catch (error) {
        log("auth").error({ requestId, err: error }, "reset mail was not asked for");
      }
    });
    return ok();
  },
);

export const newPasswordAction = action(
  "newPassword",
  newPasswordInput,
  async ({ db }, input): Promise<Result<undefined>> => {
    if (await isTooOften("new-password", input.tokenHash)) return err("auth.too_many");
    const done = await setNewPassword(db, input);
    if (!done.ok) return done;
    redirect(await arrive(db));
  },
);

/** Someone new, or someone with an account who is signed out: the invitation names the address, the password decides. */
export const joinAction = action("joinTeam", joinInput, async ({ db }, input): Promise<Result<"confirm">> => {
  if (await isTooOften("invitation", input.token)) return err("auth.too_many");
  const invitation = await previewInvitation(publicDb(), input.token);
  if (!invitation.ok) return invitation;
  const { email } = invitation.value;
  if (await isTooOften("sign-in", email)) return err("auth.too_many");
  const account = await signUp(db, { email, password: input.password });
  if (!account.ok) return account.code === "auth.signup_failed" ? err("auth.bad_credentials") : account;
  if (account.value === "confirm") return ok("confirm");
  const joined = await acceptInvitation(db, input.token, input.name);
  if (!joined.ok) return joined;
  // The language of this browser is a better guess than the shop's.
  await db.rpc("set_my_locale", { p_locale: await getLocale() });
  redirect(await arrive(db, joined.value.tenantId));
});

export const acceptAction = action(
  "acceptInvitation",
  acceptInput,
  async ({ db }, { token }): Promise<Result<undefined>> => {
    const context = await currentContext();
    if (!context) return err("auth.signed_out");
    if (await isTooOften("invitation", token)) return err("auth.too_many");
    const joined = await acceptInvitation(db, token, context.person?.name ?? (await fallbackName()));
    if (!joined.ok) return joined;
    redirect(await arrive(db, joined.value.tenantId));
  },
);

export async function signOutAction(form?: FormData): Promise<void> {
  await (await authProvider()).signOut();
  redirect(safePath(form?.get("next")) ?? "/sign-in");
}

async function fallbackName(): Promise<string> {
  return (await getLocale()) === "ms" ? "Ahli pasukan" : "Team member";
}
