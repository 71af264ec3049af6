import { afterEach, describe, expect, it, vi } from "vitest";
import { requireFreePorts } from "./ports";
import { readSettings } from "./settings";

afterEach(() => vi.unstubAllEnvs());

describe("settings", () => {
  it("take ports and state directory from the environment", () => {
    vi.stubEnv("PORT", "4000");
    vi.stubEnv("VOLTURA_STATE", "/somewhere/else");
    const { config } = readSettings();
    expect(config.ports.web).toBe(4000);
    expect(config.stateDir).toBe("/somewhere/else");
  });

  it("refuse what is no port, and name the variable", () => {
    vi.stubEnv("POSTGRES_PORT", "70000");
    expect(readSettings).toThrow("POSTGRES_PORT=70000 is not a port.");
  });

  it("refuse one port for two programs", () => {
    vi.stubEnv("PORT", "4000");
    vi.stubEnv("WA_RUNNER_PORT", "4000");
    expect(readSettings).toThrow("Port 4000 is wanted twice.");
  });

  it("of a hosted project name what is missing", () => {
    vi.stubEnv("VOLTURA_MODE", "hosted");
    vi.stubEnv("DATABASE_URL", "");
    vi.stubEnv("SUPABASE_SECRET_KEY", "sb_secret_something");
    expect(readSettings).toThrow(/needs NEXT_PUBLIC_SUPABASE_URL.*DATABASE_URL/);
  });

  it("refuse to show the embedded mode to the network", () => {
    vi.stubEnv("HOST", "0.0.0.0");
    vi.stubEnv("VOLTURA_MODE", "embedded");
    expect(readSettings).toThrow(/HOST=0\.0\.0\.0/);
    vi.stubEnv("HOST", "127.0.0.1");
    expect(readSettings().mode).toBe("embedded");
  });
});

describe("a taken port", () => {
  it("is named with the variable that moves it", async () => {
    const { createServer } = await import("node:net");
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
    const ports = { web: port + 1, api: port, postgres: port + 2, runner: port + 3 };
    await expect(requireFreePorts(ports)).rejects.toMatchObject({
      message: `Port ${port} is taken, and the Supabase API needs it.`,
      fix: expect.stringContaining(`SUPABASE_API_PORT=${port + 100} npm start`),
    });
    await new Promise((resolve) => server.close(resolve));
  });
});
