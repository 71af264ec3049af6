/** What there is to scan or type, and for how long. Never logged: whoever has it has the account. */
import type { WASocket } from "@whiskeysockets/baileys";
import { PASSKEY_WALL } from "@/wa-runner/adapters/baileys/on-close";
import { closeError } from "@/wa-runner/adapters/baileys/socket";
import type { LinkOffer } from "@/wa-runner/ports";

/** WhatsApp's own: the first code lives a minute, each further one 20 seconds. */
const FIRST_MS = 60_000;
const NEXT_MS = 20_000;
const CODE_MS = 160_000;

export const offerQr = (value: string, nth: number): LinkOffer => ({
  method: "qr",
  value,
  expiresAt: new Date(Date.now() + (nth === 1 ? FIRST_MS : NEXT_MS)),
});

export async function offerCode(socket: WASocket, phone: string): Promise<LinkOffer> {
  const value = await socket.requestPairingCode(phone.replace(/\D/g, ""));
  return { method: "code", value, expiresAt: new Date(Date.now() + CODE_MS) };
}

/**
 * Some accounts must confirm a new device with a passkey in WhatsApp's own pages, which no other client can show. All there is to
 * see of it: the phone says that it has the code, and then nothing more.
 */
export function watchForPasskey(socket: WASocket, patienceMs: number): void {
  let timer: NodeJS.Timeout | undefined;
  socket.ws.on("CB:notification", () => {
    timer ??= setTimeout(() => void socket.end(closeError("nothing follows", PASSKEY_WALL)), patienceMs);
  });
  socket.ev.on("connection.update", ({ connection, isNewLogin }) => {
    if (isNewLogin || connection === "close") clearTimeout(timer);
  });
}
