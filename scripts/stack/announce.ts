/** What the terminal shows: progress with its time, and at the end where to go and as whom. */
import type { KeptMail } from "@/supabase/embedded/mailbox";
import type { DemoLogin } from "@/supabase/embedded/secrets";

const startedAt = Date.now();

export function say(line = ""): void {
  process.stdout.write(`${line}\n`);
}

export function report(step: string): void {
  say(`[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${step}`);
}

export function announceMail(mail: KeptMail): void {
  const links = mail.text.match(/https?:\/\/\S+/g) ?? [];
  say(`\nMail for ${mail.to}: ${mail.subject}\n  ${links[0] ?? mail.text}\n`);
}

export function announceReady(url: string, logins: DemoLogin[], hasSimulator: boolean): void {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
  say();
  say(`Voltura is ready after ${seconds} s:  ${url}`);
  if (hasSimulator) say(`The customer's phone:        ${url}/simulator`);
  if (logins.length > 0) {
    const width = (key: "role" | "email") => Math.max(...logins.map((login) => login[key].length));
    say("\nSign in as");
    let shop: string | undefined;
    for (const login of logins) {
      if (login.tenant && login.tenant !== shop) say(`  ${login.tenant}`);
      shop = login.tenant;
      say(`    ${login.role.padEnd(width("role"))}  ${login.email.padEnd(width("email"))}  ${login.password}`);
    }
  }
  say("\nCtrl-C stops everything. Data, keys and logs are in the state directory (.voltura).\n");
}
