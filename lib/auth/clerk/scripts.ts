import { clerkSettings } from "@/lib/auth/clerk/config";
import type { BrowserScript } from "@/lib/auth/provider";

/** Clerk's scripts come from its own host, as its quickstart without a bundler has it: our pages carry none of its code. */
export function clerkScripts(): BrowserScript[] {
  const { issuer, publishableKey } = clerkSettings();
  return [
    {
      src: `${issuer}/npm/@clerk/clerk-js@6/dist/clerk.browser.js`,
      attributes: { "data-clerk-publishable-key": publishableKey },
    },
    { src: `${issuer}/npm/@clerk/ui@1/dist/ui.browser.js`, attributes: {} },
    { src: "/clerk-start.js", attributes: {} },
  ];
}
