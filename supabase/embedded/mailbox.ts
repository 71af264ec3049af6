/** Without SMTP_URL no mail leaves the machine: each one is kept as a file in the state directory and announced to the terminal. */
import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { EmailDriver } from "@supabase/lite";
import { createTransport } from "nodemailer";

export interface KeptMail {
  at: string;
  to: string;
  subject: string;
  text: string;
}

/** lite's own plain text knows nothing of our template: the words a person reads come from the HTML. */
export function readable(html: string): string {
  return html
    .replace(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs, "$2: $1")
    .replace(/<hr[^>]*>/g, "\n---\n")
    .replace(/<[^>]+>/g, "")
    .replaceAll("&amp;", "&")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

export function createMailbox(stateDir: string, announce: (mail: KeptMail) => void): EmailDriver {
  const dir = path.join(stateDir, "mail");
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return {
    async send({ to, subject, text, html }) {
      const mail: KeptMail = { at: new Date().toISOString(), to, subject, text: html ? readable(html) : (text ?? "") };
      const file = path.join(dir, `${Date.now()}-${randomUUID().slice(0, 8)}.json`);
      writeFileSync(`${file}.part`, `${JSON.stringify(mail, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${file}.part`, file);
      announce(mail);
    },
  };
}

export function createSmtp(url: string, from: string): EmailDriver {
  const transport = createTransport(url);
  return {
    async send({ to, subject, text, html }) {
      const body = html ? { html, text: readable(html) } : { text: text ?? "" };
      await transport.sendMail({ from, to, subject, ...body });
    },
  };
}
