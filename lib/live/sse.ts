/** A server-sent event stream with a heartbeat and one way to end. */
const HEARTBEAT_MS = 20_000;

declare global {
  var volturaOpenStreams: Set<() => void> | undefined;
}

/** An open stream would keep the server from ending: all of them end with it. */
function openStreams(): Set<() => void> {
  if (!globalThis.volturaOpenStreams) {
    const streams = new Set<() => void>();
    globalThis.volturaOpenStreams = streams;
    process.once("SIGTERM", () => {
      for (const end of streams) end();
    });
  }
  return globalThis.volturaOpenStreams;
}

export interface EventStream {
  send: (event: string, data: unknown) => void;
  close: () => void;
}

/** `open` is called with the running stream and returns what to do when it ends, whoever ends it. */
export function eventStream(signal: AbortSignal, open: (stream: EventStream) => () => void): Response {
  const encoder = new TextEncoder();
  let end: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let isOpen = true;
      const write = (text: string) => {
        if (!isOpen) return;
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          end();
        }
      };
      const heartbeat = setInterval(() => write(": \n\n"), HEARTBEAT_MS);
      let cleanUp: () => void = () => undefined;
      end = () => {
        if (!isOpen) return;
        isOpen = false;
        clearInterval(heartbeat);
        openStreams().delete(end);
        cleanUp();
        try {
          controller.close();
        } catch {
          // The browser has left already.
        }
      };
      openStreams().add(end);
      signal.addEventListener("abort", end, { once: true });
      // Browsers come back after this long; the first bytes also open the stream through buffers.
      write("retry: 1000\n: open\n\n");
      cleanUp = open({
        send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
        close: () => end(),
      });
      if (!isOpen) cleanUp();
    },
    cancel: () => end(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
