"use client";

type Kind = "success" | "error" | "warning" | "info";
type ToastOptions = { description?: string; action?: { label: string; onClick: () => void } };
type Deliver = (kind: Kind, message: string, options: ToastOptions) => void;

/** The notices' own code is loaded when the first one is needed: until then they wait here. */
const desk: { deliver: Deliver | null; wake: (() => void) | null; waiting: [Kind, string, ToastOptions][] } = {
  deliver: null,
  wake: null,
  waiting: [],
};

function say(kind: Kind, message: string, options: ToastOptions = {}): void {
  if (desk.deliver) {
    desk.deliver(kind, message, options);
    return;
  }
  desk.waiting.push([kind, message, options]);
  desk.wake?.();
}

/** A short notice that goes by itself and is read out politely. */
export const toast = {
  success: (message: string, options?: ToastOptions) => say("success", message, options),
  error: (message: string, options?: ToastOptions) => say("error", message, options),
  warning: (message: string, options?: ToastOptions) => say("warning", message, options),
  info: (message: string, options?: ToastOptions) => say("info", message, options),
};

/** Called once by what draws the notices, when it is ready. */
export function connectToasts(deliver: Deliver): void {
  desk.deliver = deliver;
  for (const [kind, message, options] of desk.waiting.splice(0)) deliver(kind, message, options);
}

/** `wake` runs when a notice waits and nothing draws them yet. */
export function onToastWaiting(wake: () => void): () => void {
  desk.wake = wake;
  if (desk.waiting.length > 0) wake();
  return () => {
    desk.wake = null;
  };
}
