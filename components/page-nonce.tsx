"use client";

import { createContext, type ReactNode, useContext } from "react";

const PageNonce = createContext("");

/** Of the policy the page was opened with (lib/security/csp.ts). */
export function PageNonceProvider({ nonce, children }: { nonce: string; children: ReactNode }) {
  return <PageNonce value={nonce}>{children}</PageNonce>;
}

/** Rules for this page alone, such as the size of its paper. Browsers take no style element without the nonce. */
export function PageStyle({ css }: { css: string }) {
  // The browser hides the nonce in the page, so what it shows differs from what was sent.
  return (
    <style nonce={useContext(PageNonce)} suppressHydrationWarning>
      {css}
    </style>
  );
}
