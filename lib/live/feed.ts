/** The tab's one connection to /api/live, shared by every screen part that listens. Closed while nobody can see the tab. */

export interface LiveChange {
  topic: string;
  id: string;
}
/** No changes = some may have been missed. */
export type LiveListener = (changes: readonly LiveChange[]) => void;

const HIDDEN_GRACE_MS = 15_000;
const MAX_RETRY_MS = 15_000;

const listeners = new Set<LiveListener>();
let source: EventSource | undefined;
let retryTimer: ReturnType<typeof setTimeout> | undefined;
let hideTimer: ReturnType<typeof setTimeout> | undefined;
let failures = 0;
let wasOpen = false;
let isWatching = false;
/** The parts of a page wake one after the other, and the stream is open from the first: what it says meanwhile is kept for the last. */
const WAKING_MS = 20_000;
let early: readonly LiveChange[] | "all" = [];

function tell(changes: readonly LiveChange[]): void {
  if (performance.now() < WAKING_MS)
    early = changes.length === 0 || early === "all" ? "all" : [...early, ...changes].slice(-200);
  for (const listener of listeners) listener(changes);
}

function isLiveChange(value: unknown): value is LiveChange {
  return typeof value === "object" && value !== null && "topic" in value && "id" in value;
}

function disconnect(): void {
  clearTimeout(retryTimer);
  source?.close();
  source = undefined;
}

function connect(): void {
  if (source || listeners.size === 0 || document.hidden) return;
  clearTimeout(retryTimer);
  // The layout says when it was read; the stream tells whether anything has changed since.
  const since = document.querySelector<HTMLElement>("[data-rendered-at]")?.dataset["renderedAt"];
  const own = new EventSource(since ? `/api/live?since=${since}` : "/api/live");
  source = own;
  own.addEventListener("open", () => {
    failures = 0;
    // Whatever happened while there was no connection is read again, once.
    if (wasOpen) tell([]);
    wasOpen = true;
  });
  own.addEventListener("change", (event) => {
    const value: unknown = JSON.parse(event.data);
    if (isLiveChange(value)) tell([value]);
  });
  own.addEventListener("sync", () => tell([]));
  own.addEventListener("error", () => {
    // The browser itself gives up after an answer that is no stream (signed out, server restarting): our own patience is longer.
    if (source !== own) return;
    disconnect();
    failures += 1;
    retryTimer = setTimeout(
      connect,
      Math.min(MAX_RETRY_MS, 500 * 2 ** Math.min(failures, 5)) * (0.75 + Math.random() / 2),
    );
  });
}

function onVisibility(): void {
  clearTimeout(hideTimer);
  if (document.hidden) hideTimer = setTimeout(disconnect, HIDDEN_GRACE_MS);
  else connect();
}

function watch(): void {
  if (isWatching) return;
  isWatching = true;
  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("online", connect);
}

/** @returns how to stop listening. */
export function listenLive(listener: LiveListener): () => void {
  watch();
  listeners.add(listener);
  if (performance.now() < WAKING_MS && early.length > 0) listener(early === "all" ? [] : early);
  connect();
  return () => {
    listeners.delete(listener);
    // A page that goes makes room for the next one: do not drop the connection between the two.
    setTimeout(() => {
      if (listeners.size > 0) return;
      disconnect();
      wasOpen = false;
    }, 2000);
  };
}
