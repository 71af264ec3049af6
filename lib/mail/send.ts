import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createTransport, type Transporter } from "nodemailer";
import { log } from "@/lib/core/log";
import { env } from "@/lib/env";

export type Mail = { to: string; subject: string; text: string };

let transport: Transporter | undefined;

/** By SMTP when SMTP_URL is set; else kept as a file in the state directory and announced in the terminal, so that its link can be opened. */
export async function sendMail(mail: Mail): Promise<void> {
  const { SMTP_URL, MAIL_FROM, VOLTURA_STATE } = env();
  if (SMTP_URL) {
    transport ??= createTransport(SMTP_URL);
    await transport.sendMail({ from: MAIL_FROM, ...mail });
    return;
  }
  keep(path.join(VOLTURA_STATE, "mail"), mail);
  process.stdout.write(`Mail for ${mail.to}: ${mail.subject}\n${mail.text}\n`);
}

function keep(folder: string, mail: Mail): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${Date.now()}-${randomUUID().slice(0, 8)}.json`);
  writeFileSync(`${file}.part`, `${JSON.stringify({ at: new Date().toISOString(), ...mail }, null, 2)}\n`, {
    mode: 0o600,
  });
  renameSync(`${file}.part`, file);
}

/** For mails that accompany something already saved: a mail server that is away must not undo it. */
export async function trySendMail(mail: Mail): Promise<boolean> {
  try {
    await sendMail(mail);
    return true;
  } catch (error) {
    log("mail").error({ err: error instanceof Error ? error.message : String(error) }, "mail was not sent");
    return false;
  }
}
