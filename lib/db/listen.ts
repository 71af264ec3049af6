/** One LISTEN connection that comes back by itself, and says when it did: whatever was notified in between must be read again. */
import postgres, { type Sql } from "postgres";

export interface Listener {
  stop(): Promise<void>;
}

export interface ListenOptions {
  url: string;
  channels: readonly string[];
  onNotify: (channel: string, payload: string) => void;
  /** After every (re)connection; before it, notifications may have been missed. */
  onReady: () => void;
  onLost?: (error: unknown) => void;
}

const RETRY_MS = 300;
const RETRY_MAX_MS = 3000;
const PING_MS = 5000;
const PING_TIMEOUT_MS = 4000;

function within<T>(work: PromiseLike<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer")), timeoutMs);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

/** Starts at once and never rejects: while the database is away it tries again. */
export function listen(options: ListenOptions): Listener {
  let stopped = false;
  let failures = 0;
  let wake: () => void = () => undefined;
  let current: Sql | undefined;
  let isListening = false;

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function connection(): Promise<void> {
    const settings = {
      max: 1,
      fetch_types: false,
      connect_timeout: 5,
      onnotice: () => undefined,
      // The driver's own reconnection would come back without its LISTENs: this connection ends with its first failure.
      // (A try that failed also closes; the wait before the next try is not to be cut short by that.)
      onclose: () => {
        if (isListening) wake();
      },
      onnotify: options.onNotify,
      connection: { application_name: "voltura-listen" },
    };
    const sql = postgres(options.url, { ...settings, idle_timeout: undefined, max_lifetime: null });
    current = sql;
    let open = true;
    try {
      for (const channel of options.channels) await within(sql`listen ${sql(channel)}`, PING_TIMEOUT_MS);
      const [own] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
      if (stopped) return;
      failures = 0;
      options.onReady();
      isListening = true;
      while (!stopped && open) {
        await pause(PING_MS);
        const [now] = await within(sql<{ pid: number }[]>`select pg_backend_pid() as pid`, PING_TIMEOUT_MS);
        open = now?.pid === own?.pid;
      }
    } finally {
      isListening = false;
      await sql.end({ timeout: 0 }).catch(() => undefined);
    }
  }

  const done = (async () => {
    while (!stopped) {
      try {
        await connection();
      } catch (error) {
        if (!stopped) options.onLost?.(error);
      }
      failures += 1;
      if (!stopped) await pause(Math.min(RETRY_MAX_MS, RETRY_MS * 2 ** (failures - 1)));
    }
  })();

  return {
    async stop() {
      stopped = true;
      wake();
      await current?.end({ timeout: 0 }).catch(() => undefined);
      await done;
    },
  };
}
