/** Linking by a code typed into the phone: both sides prove that they know it without sending it. */
import { createCipheriv, createDecipheriv, hkdfSync, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { aesDecryptGCM, type BinaryNode, Curve } from "@whiskeysockets/baileys";
import type { Account } from "./account";
import { attribute, bytesIn, child, node, SERVER_JID, seconds } from "./nodes";
import { pair } from "./pairing";
import type { Person, Registration, World } from "./world";

const stretch = promisify(pbkdf2);
const ITERATIONS = 131_072;

const keyOf = (code: string, salt: Buffer): Promise<Buffer> => stretch(code, salt, ITERATIONS, 32, "sha256");

async function unwrap(code: string, wrapped: Buffer): Promise<Buffer> {
  const key = await keyOf(code, wrapped.subarray(0, 32));
  const decipher = createDecipheriv("aes-256-ctr", key, wrapped.subarray(32, 48));
  return Buffer.concat([decipher.update(wrapped.subarray(48, 80)), decipher.final()]);
}

async function wrap(code: string, publicKey: Uint8Array): Promise<Buffer> {
  const salt = randomBytes(32);
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-ctr", await keyOf(code, salt), iv);
  return Buffer.concat([salt, iv, cipher.update(publicKey), cipher.final()]);
}

/** The device's half of it: it has shown a code, or finishes. */
export function onLinkCode(registration: Registration, stanza: BinaryNode): void {
  const reg = child(stanza, "link_code_companion_reg");
  if (!reg) return;
  const result = (content: BinaryNode[]) =>
    registration.connection.send(node("iq", { from: SERVER_JID, type: "result", id: stanza.attrs["id"] }, content));
  if (reg.attrs["stage"] === "companion_hello") {
    const ref = randomBytes(16);
    const wrapped = bytesIn(reg, "link_code_pairing_wrapped_companion_ephemeral_pub");
    registration.linkCode = { pn: attribute(reg, "jid").split("@")[0] ?? "", ref, wrapped, onFinish: null };
    result([node("link_code_companion_reg", { stage: "companion_hello" }, [node("link_code_pairing_ref", {}, ref)])]);
  } else {
    result([]);
    registration.linkCode?.onFinish?.(reg);
  }
}

/** The owner types the code. Rejects when it is not the one that was shown. */
export async function enterCode(world: World, owner: Person, code: string): Promise<Account> {
  const typed = code.replace(/[^0-9A-Za-z]/g, "").toUpperCase();
  const registration = [...world.registrations].find(({ linkCode }) => linkCode?.pn === owner.pn);
  const attempt = registration?.linkCode;
  if (!registration || !attempt) throw new Error("no device waits for a code of this number");
  const { connection, identity } = registration;
  const theirs = await unwrap(typed, attempt.wrapped);
  const ours = Curve.generateKeyPair();
  const finished = new Promise<BinaryNode>((resolve) => {
    attempt.onFinish = resolve;
  });
  connection.send(
    node("notification", { from: SERVER_JID, type: "link_code_companion_reg", id: `code-${seconds()}`, t: seconds() }, [
      node("link_code_companion_reg", { stage: "primary_hello" }, [
        node("link_code_pairing_wrapped_primary_ephemeral_pub", {}, await wrap(typed, ours.public)),
        node("primary_identity_pub", {}, owner.phone.identity.public),
        node("link_code_pairing_ref", {}, attempt.ref),
      ]),
    ]),
  );
  const reg = await finished;
  const bundle = bytesIn(reg, "link_code_pairing_wrapped_key_bundle");
  const shared = Curve.sharedKey(ours.private, theirs);
  const info = "link_code_pairing_key_bundle_encryption_key";
  const key = Buffer.from(hkdfSync("sha256", shared, bundle.subarray(0, 32), info, 32));
  let plain: Buffer;
  try {
    plain = aesDecryptGCM(bundle.subarray(44), key, bundle.subarray(32, 44), Buffer.alloc(0));
  } catch {
    throw new Error("wrong code");
  }
  registration.linkCode = null;
  const identityShared = Curve.sharedKey(owner.phone.identity.private, identity);
  const secret = Buffer.concat([shared, identityShared, plain.subarray(64, 96)]);
  const advSecret = Buffer.from(hkdfSync("sha256", secret, Buffer.alloc(0), "adv_secret", 32));
  return pair(world, registration, owner, advSecret);
}
