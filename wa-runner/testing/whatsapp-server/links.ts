/** Which devices are linked to which numbers, kept in a file: public keys only. Sessions are made anew after a restart. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { WhatsAppServer } from "./server";

const bytes = z.base64().transform((text) => Buffer.from(text, "base64"));
const schema = z.array(
  z.object({
    number: z.string(),
    name: z.string(),
    deviceId: z.number().int().positive(),
    noiseKey: z.string(),
    identity: bytes,
    registrationId: z.number().int(),
    signedPreKey: z.object({ keyId: z.number().int(), publicKey: bytes, signature: bytes }),
  }),
);

function save(server: WhatsAppServer, file: string): void {
  const links = [...server.world.accounts.values()].flatMap(({ owner, companions }) =>
    [...companions.values()].map(({ deviceId, keys }): z.input<typeof schema>[number] => ({
      number: owner.pn,
      name: owner.name,
      deviceId,
      noiseKey: keys.noiseKey,
      identity: keys.identity.toString("base64"),
      registrationId: keys.registrationId,
      signedPreKey: {
        keyId: keys.signedPreKey.keyId,
        publicKey: keys.signedPreKey.publicKey.toString("base64"),
        signature: keys.signedPreKey.signature.toString("base64"),
      },
    })),
  );
  writeFileSync(file, JSON.stringify(links, null, 2));
}

/** Devices linked before are known again, and those linked from now on will be. */
export function keepLinks(server: WhatsAppServer, file: string): void {
  if (existsSync(file)) {
    for (const { number, name, deviceId, ...keys } of schema.parse(JSON.parse(readFileSync(file, "utf8")))) {
      const account = server.world.accountOf(server.person(number, name));
      account.link(keys, deviceId).hasHistory = true;
    }
  }
  for (const event of ["linked", "unlinked"] as const) server.world.on(event, () => save(server, file));
}
