/** Ports: asked for before anything starts, so that the message names the port and not a stack trace. */
import { randomInt } from "node:crypto";
import net from "node:net";
import { PORT_VARIABLES, type Ports } from "@/supabase/embedded/config";
import { Failure } from "@/supabase/embedded/failure";

export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}

const NAMES = ["web", "api", "postgres", "runner"] as const;

/** @param names the programs of this stack; with a hosted project there is no database here. */
export async function requireFreePorts(ports: Ports, names: readonly (keyof Ports)[] = NAMES): Promise<void> {
  for (const name of names) {
    const { variable, what } = PORT_VARIABLES[name];
    const port = ports[name];
    if (await isPortFree(port)) continue;
    throw new Failure(
      `Port ${port} is taken, and ${what} needs it.`,
      `Stop the program that uses it, or choose another port: ${variable}=${port + 100} npm start`,
    );
  }
}

/**
 * Below every system's ephemeral range (Linux starts at 32768). Inside it, a port that was free a moment ago is soon
 * some outgoing connection's own, and stays unusable for a minute after that connection ended.
 */
const FROM = 20_000;
const TO = 32_000;

async function anyFreePort(taken: Set<number>): Promise<number> {
  for (;;) {
    const port = randomInt(FROM, TO);
    if (taken.has(port) || !(await isPortFree(port))) continue;
    taken.add(port);
    return port;
  }
}

/** Four different ports nobody listens on now. */
export async function freePorts(): Promise<Ports> {
  const taken = new Set<number>();
  return {
    web: await anyFreePort(taken),
    api: await anyFreePort(taken),
    postgres: await anyFreePort(taken),
    runner: await anyFreePort(taken),
  };
}
