/** For tests and people in another process: the server's own methods over HTTP, under /control/. */
import type { IncomingMessage } from "node:http";
import { z } from "zod";
import type { Reply } from "@/wa-runner/testing/graph-server/reply";
import type { GraphServer } from "@/wa-runner/testing/graph-server/server";
import { messageOf } from "@/wa-runner/testing/graph-server/webhooks";

const number = z.object({
  phoneNumberId: z.string(),
  waba: z.string(),
  display: z.string(),
  token: z.string(),
  appSecret: z.string(),
});
const connect = z.object({ phoneNumberId: z.string(), url: z.url(), verifyToken: z.string() });
const message = z.object({
  phoneNumberId: z.string(),
  phone: z.string(),
  name: z.string().optional(),
  content: z.record(z.string(), z.unknown()),
});
const judged = z.object({ waba: z.string(), name: z.string(), language: z.string(), event: z.string() });

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text === "" ? {} : JSON.parse(text);
}

/** Null: nothing of that name. */
export async function control(graph: GraphServer, request: IncomingMessage, path: string): Promise<Reply | null> {
  const body = await bodyOf(request);
  switch (path) {
    case "number":
      graph.addNumber(number.parse(body));
      return { status: 200, json: {} };
    case "connect": {
      // As Meta does: asked first, and kept only when the answer is right.
      const { phoneNumberId, url, verifyToken } = connect.parse(body);
      const { status, text } = await graph.webhooks.verify(url, verifyToken, "4711");
      const found = graph.number(phoneNumberId);
      const isRight = status === 200 && text === "4711";
      if (found && isRight) found.webhook = url;
      return { status: 200, json: { isRight } };
    }
    case "message": {
      const { phoneNumberId, content, phone, name } = message.parse(body);
      await graph.tells(phoneNumberId, messageOf({ phone, ...(name ? { name } : {}) }, content));
      return { status: 200, json: {} };
    }
    case "judge": {
      const { waba, name, language, event } = judged.parse(body);
      graph.templates.judge(waba, name, language, event);
      return { status: 200, json: {} };
    }
    case "sent":
      return { status: 200, json: graph.sent };
    default:
      return null;
  }
}
