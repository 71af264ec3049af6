/** What the owner scans or types to link a number. It opens the account, so it lies in the database sealed, and no longer than it works. */
import { openSecret, type SecretPlace, sealSecret } from "@/lib/secrets/box";
import { type Keyring, keyring } from "@/lib/secrets/keys";

interface Number {
  readonly tenantId: string;
  readonly channelId: string;
}

const place = ({ tenantId, channelId }: Number): SecretPlace => ({ tenantId, kind: "wa_link", ref: channelId });

export const sealLinkOffer = (number: Number, value: string): string => sealSecret(keyring(), place(number), value);

/** Null when it is not this number's, or was changed. */
export const openLinkOffer = (number: Number, sealed: string, keys: Keyring = keyring()): string | null =>
  openSecret(keys, place(number), sealed);
