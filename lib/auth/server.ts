/** Arriving and leaving; and Supabase Auth's passwords, whose answers never tell whether an address has an account. */
import "server-only";
import { createClient } from "@supabase/supabase-js";
import { cookies } from "next/headers";
import { z } from "zod";
import { contextSchema } from "@/lib/auth/context-schema";
import { landingFor } from "@/lib/auth/landing";
import { authProvider } from "@/lib/auth/provider";
import type { newPasswordInput, shopInput } from "@/lib/auth/schema";
import type { Locale } from "@/lib/core/dates";
import { err, ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg, isUnreachable } from "@/lib/db/errors";
import { env } from "@/lib/env";
import { LOCALE_COOKIE } from "@/lib/i18n/locales";

type Credentials = { email: string; password: string };
type AuthFailure = { message: string; status?: number | undefined; code?: string | undefined };

/** Refusals of Auth → one of ours; everything unforeseen is thrown. */
function refused(error: AuthFailure, otherwise: string): Result<never> {
  if (isUnreachable({ message: error.message }) || error.status === 0 || (error.status ?? 0) >= 502)
    return err("system.unreachable");
  if (error.status === 429) return err("auth.too_many");
  if (error.code === "weak_password") return err("auth.weak_password");
  if ((error.status ?? 500) < 500) return err(otherwise);
  throw new Error(`auth ${error.status} ${error.code}: ${error.message}`);
}

/** Failing takes as long for an unknown address as for a wrong password. */
async function even<T>(milliseconds: number, work: Promise<Result<T>>): Promise<Result<T>> {
  const enough = new Promise((resolve) => setTimeout(resolve, milliseconds));
  const result = await work;
  if (!result.ok) await enough;
  return result;
}

/** Passwords are Supabase Auth's: where another service signs people in, the forms are not shown, and what is sent to them does nothing. */
async function takesPasswords(): Promise<boolean> {
  return (await authProvider()).hasPasswords;
}

export async function signIn(db: UserDb, credentials: Credentials): Promise<Result<undefined>> {
  if (!(await takesPasswords())) return err("auth.elsewhere");
  const attempt = async (): Promise<Result<undefined>> => {
    const { error } = await db.auth.signInWithPassword(credentials);
    return error ? refused(error, "auth.bad_credentials") : ok();
  };
  return even(500, attempt());
}

/** Makes the account, or signs in when it exists with this very password. `confirm`: a mail must be answered first (hosted projects may ask for it). */
export async function signUp(db: UserDb, credentials: Credentials): Promise<Result<"signed_in" | "confirm">> {
  if (!(await takesPasswords())) return err("auth.elsewhere");
  const attempt = async (): Promise<Result<"signed_in" | "confirm">> => {
    const made = await db.auth.signUp(credentials);
    if (!made.error) return ok(made.data.session ? "signed_in" : "confirm");
    const existing = await db.auth.signInWithPassword(credentials);
    return existing.error ? refused(made.error, "auth.signup_failed") : ok("signed_in");
  };
  return even(900, attempt());
}

const newShop = z.object({ tenant_id: z.uuid() });

/** Answers with the shop, which is the active one from now on (arrive). */
export async function createShop(db: UserDb, shop: z.output<typeof shopInput>): Promise<Result<{ tenantId: string }>> {
  const { data, error } = await db.rpc("create_shop", {
    p_business: shop.business,
    p_outlet: shop.outlet,
    p_phone: shop.phone,
    p_locale: shop.locale,
    p_display_name: shop.name,
  });
  if (error) return fromPg(error);
  const { tenant_id: tenantId } = newShop.parse(data);
  await (await authProvider()).shopMade(db, tenantId, shop.business);
  return ok({ tenantId });
}

/** Where the person goes now that they are signed in, or have chosen this shop; their language becomes the browser's. */
export async function arrive(db: UserDb, tenantId?: string): Promise<string> {
  const elsewhere = tenantId ? await (await authProvider()).enter(db, tenantId) : null;
  if (elsewhere) return elsewhere;
  const { data, error } = await db.rpc("my_context");
  if (error) return "/home";
  const context = contextSchema.parse(data);
  if (context.person) await rememberLocale(context.person.locale);
  return context.tenant ? landingFor(context.role) : "/welcome";
}

export async function rememberLocale(locale: Locale): Promise<void> {
  const jar = await cookies();
  jar.set(LOCALE_COOKIE, locale, { path: "/", maxAge: 31_536_000, sameSite: "lax", httpOnly: true });
}

/** Without PKCE: the link must work in another browser than the one that asked. */
export async function sendReset(email: string): Promise<void> {
  if (!(await takesPasswords())) return;
  const client = createClient(env().NEXT_PUBLIC_SUPABASE_URL, env().NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, flowType: "implicit" },
  });
  const { error } = await client.auth.resetPasswordForEmail(email, { redirectTo: `${env().APP_URL}/auth/confirm` });
  if (error && (error.status ?? 500) >= 500) throw new Error(`auth ${error.status}: ${error.message}`);
}

/** The link of the mail is spent here, not when it is opened: mail scanners open links too. */
export async function setNewPassword(db: UserDb, input: z.output<typeof newPasswordInput>): Promise<Result<undefined>> {
  if (!(await takesPasswords())) return err("auth.elsewhere");
  const verified = await db.auth.verifyOtp({ token_hash: input.tokenHash, type: "recovery" });
  if (verified.error) return refused(verified.error, "auth.link_expired");
  const changed = await db.auth.updateUser({ password: input.password });
  // Choosing the old password again is no error to the person.
  if (changed.error && changed.error.code !== "same_password") return refused(changed.error, "auth.weak_password");
  await db.auth.signOut({ scope: "others" });
  return ok();
}

/** The present password is asked for by a client of its own, so that a wrong one costs the person nothing but the answer. */
export async function changePassword(
  db: UserDb,
  email: string,
  current: string,
  password: string,
): Promise<Result<undefined>> {
  if (!(await takesPasswords())) return err("auth.elsewhere");
  const once = createClient(env().NEXT_PUBLIC_SUPABASE_URL, env().NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const known = await once.auth.signInWithPassword({ email, password: current });
  if (known.error) return refused(known.error, "auth.wrong_password");
  await once.auth.signOut({ scope: "local" });
  const changed = await db.auth.updateUser({ password });
  // Choosing the old password again is no error to the person.
  if (changed.error && changed.error.code !== "same_password") return refused(changed.error, "auth.weak_password");
  await db.auth.signOut({ scope: "others" });
  return ok();
}
