/** The phone's calls to the network. Every answer is either the value or a code to show. */
import type { ThreadMessage as ServerMessage } from "@/lib/whatsapp/simulator-network";

export interface Shop {
  address: string;
  shop: string;
  outlet: string;
}
export interface Phone {
  number: string;
  shown: string;
  name: string | null;
  online: boolean;
}
export type ThreadMessage = Omit<ServerMessage, "enteredAt" | "deliveredAt" | "readAt"> & {
  enteredAt: string | null;
  deliveredAt: string | null;
  readAt: string | null;
};
export type Answer<T> = { ok: true; value: T } | { ok: false; code: string };

async function call<T>(path: string, init?: RequestInit): Promise<Answer<T>> {
  try {
    const response = await fetch(`/api/simulator/${path}`, { cache: "no-store", ...init });
    const value = await response.json();
    if (response.ok) return { ok: true, value };
    return { ok: false, code: typeof value?.code === "string" ? value.code : "system.unreachable" };
  } catch {
    return { ok: false, code: "system.unreachable" };
  }
}

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

export const fetchPhones = () => call<{ phones: Phone[] }>("phones");
export const createPhone = (number: string, name: string) =>
  call<{ number: string }>("phones", json("POST", { number, name }));
export const setAirplane = (number: string, online: boolean) =>
  call<{ online: boolean }>("phones", json("PATCH", { number, online }));
export const markThreadRead = (phone: string, shop: string) => call<unknown>("read", json("POST", { phone, shop }));
export const fetchThread = (phone: string, shop: string) =>
  call<{ messages: ThreadMessage[] }>(`messages?${new URLSearchParams({ phone, shop })}`);

export interface Draft {
  /** Made once per draft: sending it twice is one message. */
  id: string;
  phone: string;
  shop: string;
  body: string;
  file?: File | undefined;
  kind?: "button_reply" | "list_reply";
  payload?: { id: string; title: string };
  replyTo?: string;
}

export function sendDraft({ file, ...draft }: Draft): Promise<Answer<{ id: string }>> {
  if (!file) return call("messages", json("POST", draft));
  const form = new FormData();
  for (const key of ["id", "phone", "shop", "body"] as const) form.set(key, draft[key]);
  form.set("file", file);
  return call("messages", { method: "POST", body: form });
}

export const mediaUrl = (id: string): string => `/api/simulator/media/${id}`;
