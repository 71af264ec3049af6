// Runs Postgres and outlives nobody: when the process that started it goes away, however it goes, Postgres is asked
// to stop and everything is saved. Plain JavaScript so that it costs little memory and no compile.
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";

const { command, args, uid, gid, logFile } = JSON.parse(process.argv[2] ?? "{}");
const log = createWriteStream(logFile, { flags: "a" });
const child = spawn(command, args, {
  ...(uid === undefined ? {} : { uid, gid }),
  cwd: "/",
  detached: true,
  env: { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC" },
  stdio: ["ignore", "pipe", "pipe"],
});
let tail = "";
for (const stream of [child.stdout, child.stderr]) {
  stream.on("data", (chunk) => {
    tail = (tail + chunk).slice(-2000);
    log.write(chunk);
  });
}
log.on("error", () => undefined);

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  child.kill("SIGINT"); // fast shutdown: disconnects clients, saves, ends
  setTimeout(() => child.kill("SIGQUIT"), 20_000).unref();
}

process.on("disconnect", stop);
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
child.on("error", (error) => {
  process.send?.({ type: "failed", message: error.message });
  process.exit(1);
});
child.on("exit", (code) => {
  if (process.connected) process.send?.({ type: "exit", code, tail });
  process.exit(code ?? 1);
});
process.send?.({ type: "started", pid: child.pid });
