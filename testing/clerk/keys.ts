/** A Clerk instance's keys for tests, and session tokens (version 2) as it would sign them. */
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { SignJWT } from "jose";

export const FRONTEND_API = "clerk.test.invalid";
export const ISSUER = `https://${FRONTEND_API}`;
export const PUBLISHABLE_KEY = `pk_live_${Buffer.from(`${FRONTEND_API}$`).toString("base64")}`;
export const SECRET_KEY = "sk_live_for_tests_only_000000000000000000000000";

const pair = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const own = pair();
/** Of another instance: signs as well, and means nothing here. */
export const strangersKey: KeyObject = pair().privateKey;
export const jwtKey: string = own.publicKey.export({ type: "spki", format: "pem" }).toString();
export const publicKey: KeyObject = own.publicKey;

const now = () => Math.floor(Date.now() / 1000);

export interface TokenOptions {
  user: string;
  organization?: string;
  azp: string;
  key?: KeyObject;
  /** Replace or, with undefined, leave out claims. */
  claims?: Record<string, unknown>;
}

export function sessionClaims({ user, organization, azp, claims = {} }: Omit<TokenOptions, "key">) {
  return {
    v: 2,
    iss: ISSUER,
    sub: user,
    sid: `sess_${user}`,
    azp,
    // What "Connect with Supabase" in Clerk's dashboard adds.
    role: "authenticated",
    sts: "active",
    fva: [1, -1],
    iat: now() - 1,
    nbf: now() - 10,
    exp: now() + 60,
    ...(organization ? { o: { id: organization, rol: "admin", slg: "kedai" } } : {}),
    ...claims,
  };
}

export async function sessionToken({ key = own.privateKey, ...options }: TokenOptions): Promise<string> {
  return new SignJWT(sessionClaims(options))
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: "ins_test" })
    .sign(key);
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The same claims under another header: `none`, or the public key taken for a shared secret. */
export async function confusedToken(options: TokenOptions, alg: "none" | "HS256"): Promise<string> {
  const claims = sessionClaims(options);
  if (alg === "none") return `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.`;
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: "ins_test" })
    .sign(Buffer.from(jwtKey));
}

/** Other claims under the signature of the first. */
export function tamperedToken(token: string, claims: Record<string, unknown>): string {
  const [header = "", body = "", signature = ""] = token.split(".");
  const changed = { ...JSON.parse(Buffer.from(body, "base64url").toString("utf8")), ...claims };
  return [header, part(changed), signature].join(".");
}
