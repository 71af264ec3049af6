/** Linking a device: the codes it shows, what the phone that scans one signs, and the restart after it. */
import { createHmac, randomBytes } from "node:crypto";
import { Curve, proto, WA_ADV_ACCOUNT_SIG_PREFIX, WA_ADV_DEVICE_SIG_PREFIX } from "@whiskeysockets/baileys";
import type { Account } from "./account";
import type { Connection } from "./connection";
import { bytesIn, child, node, numberOf, seconds } from "./nodes";
import type { ClientHello } from "./noise";
import type { Person, Registration, World } from "./world";

const REFS = 6;

export function beginRegistration(world: World, connection: Connection, hello: ClientHello): Registration {
  const data = hello.payload.devicePairingData;
  if (!data?.eIdent || !data.eRegid || !data.eSkeyId || !data.eSkeyVal || !data.eSkeySig) {
    throw new Error("registration without keys");
  }
  const registration: Registration = {
    linkCode: null,
    connection,
    refs: Array.from({ length: REFS }, () => `2@${randomBytes(24).toString("base64url")}`),
    noiseKey: hello.staticKey.toString("base64"),
    identity: Buffer.from(data.eIdent),
    registrationId: numberOf(data.eRegid),
    signedPreKey: {
      keyId: numberOf(data.eSkeyId),
      publicKey: Buffer.from(data.eSkeyVal),
      signature: Buffer.from(data.eSkeySig),
    },
  };
  world.registrations.add(registration);
  const refs = registration.refs.map((ref) => node("ref", {}, Buffer.from(ref)));
  connection.ask({ type: "set", xmlns: "md" }, [node("pair-device", {}, refs)]).catch(() => undefined);
  return registration;
}

/** The phone's word that this device is its owner's; the device checks it with the secret only the phone saw. */
export async function pair(
  world: World,
  registration: Registration,
  owner: Person,
  advSecret: Uint8Array,
): Promise<Account> {
  const { connection, identity } = registration;
  if (owner.needsPasskey) throw new Error("the phone asks for a passkey");
  const account = world.accountOf(owner);
  const companion = account.link(registration);
  const details = proto.ADVDeviceIdentity.encode({
    rawId: randomBytes(4).readUInt32BE(),
    timestamp: seconds(),
    keyIndex: companion.deviceId,
  }).finish();
  const signatureKey = owner.phone.identity.public;
  const signed = proto.ADVSignedDeviceIdentity.encode({
    details,
    accountSignatureKey: signatureKey,
    accountSignature: Curve.sign(
      owner.phone.identity.private,
      Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, identity]),
    ),
  }).finish();
  const word = proto.ADVSignedDeviceIdentityHMAC.encode({
    details: signed,
    hmac: createHmac("sha256", advSecret).update(signed).digest(),
  }).finish();
  const answer = await connection.ask({ type: "set", xmlns: "md", t: seconds() }, [
    node("pair-success", {}, [
      node("device-identity", {}, word),
      node("biz", { name: owner.name }),
      node("device", { jid: companion.jid("pn"), lid: companion.jid("lid") }),
      node("platform", { name: "android" }),
    ]),
  ]);
  const given = proto.ADVSignedDeviceIdentity.decode(bytesIn(child(answer, "pair-device-sign"), "device-identity"));
  const expected = Buffer.concat([WA_ADV_DEVICE_SIG_PREFIX, details, identity, signatureKey]);
  if (!given.deviceSignature || !Curve.verify(identity, expected, given.deviceSignature)) {
    throw new Error("the device signed something else");
  }
  world.registrations.delete(registration);
  connection.send(node("stream:error", { code: 515 }));
  connection.close();
  world.emit("linked", account);
  return account;
}

/** What the owner's phone reads in the code on the screen. */
export async function scan(world: World, qr: string, owner: Person): Promise<Account> {
  const [ref, , , advSecret] = qr.slice(qr.lastIndexOf("#") + 1).split(",");
  const registration = [...world.registrations].find(({ refs }) => ref !== undefined && refs.includes(ref));
  if (!registration || !advSecret) throw new Error("no device shows this code");
  return pair(world, registration, owner, Buffer.from(advSecret, "base64"));
}
