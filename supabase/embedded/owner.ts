/** Postgres refuses to run as root: decides which user runs it, and how that user can reach its files. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { Failure } from "./failure";

export interface Owner {
  /** Absent: run as whoever started us. */
  uid?: number;
  gid?: number;
  /** Put before the command, for a user who may not walk the folders above. */
  prefix: string[];
}

function findUser(name: string): { uid: number; gid: number } | undefined {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

function createUser(): { uid: number; gid: number } {
  const tries: [string, string[]][] = [
    ["useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]],
    ["adduser", ["-S", "-D", "-H", "postgres"]],
  ];
  for (const [command, args] of tries) {
    try {
      execFileSync(command, args, { stdio: "ignore" });
    } catch {
      continue;
    }
    const user = findUser("postgres");
    if (user) return user;
  }
  throw new Failure(
    "Postgres does not run as root, and a user for it could not be created.",
    "Start Voltura as an ordinary user, or create a system user named postgres first.",
  );
}

function canWalk(target: string, user: { uid: number; gid: number }): boolean {
  for (let dir = path.resolve(target); ; dir = path.dirname(dir)) {
    if (existsSync(dir)) {
      const stat = statSync(dir);
      const bit = stat.uid === user.uid ? 0o100 : stat.gid === user.gid ? 0o010 : 0o001;
      if ((stat.mode & bit) === 0) return false;
    }
    if (dir === path.dirname(dir)) return true;
  }
}

/** A clone in /root: Postgres gets the one extra right of walking through folders, and stays an ordinary user. */
function walkingPrefix(user: { uid: number; gid: number }, probe: string): string[] | undefined {
  for (const capability of ["dac_read_search", "dac_override"]) {
    const prefix = [
      "setpriv",
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      "--clear-groups",
      // Without it the kernel forgets the right when a program only asks whether it may, as initdb does.
      "--securebits=+no_setuid_fixup",
      `--inh-caps=+${capability}`,
      `--ambient-caps=+${capability}`,
    ];
    const [command = "", ...args] = prefix;
    if (spawnSync(command, [...args, probe, "--version"], { stdio: "ignore" }).status === 0) return prefix;
  }
  return undefined;
}

/** @param dataDir Whoever owns an existing data directory must also run it. */
export function resolveOwner(dataDir: string, postgres: string): Owner {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const stat = existsSync(dataDir) ? statSync(dataDir) : undefined;
  const user = stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : (findUser("postgres") ?? createUser());
  if (canWalk(path.dirname(dataDir), user) && canWalk(path.dirname(postgres), user)) return { ...user, prefix: [] };
  const prefix = walkingPrefix(user, postgres);
  if (prefix) return { prefix };
  throw new Failure(
    `Postgres does not run as root, and its own user may not read ${path.dirname(path.dirname(dataDir))}.`,
    "Move the clone to a folder everyone may enter (for example /opt/voltura), or start it as an ordinary user.",
  );
}
