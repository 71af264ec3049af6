"use client";

import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { LazyToaster } from "@/components/lazy-toaster";
import { PageNonceProvider } from "@/components/page-nonce";

declare global {
  /** Where the scroll lock of dialogs looks for the nonce of the style element it adds. */
  var __webpack_nonce__: string | undefined;
}

export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
  // The browser goes by the policy the page was opened with; a later answer of the server brings another nonce.
  const [first] = useState(() => {
    if (typeof window !== "undefined") globalThis.__webpack_nonce__ = nonce;
    return nonce;
  });
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={first}>
      <PageNonceProvider nonce={first}>{children}</PageNonceProvider>
      <LazyToaster />
    </ThemeProvider>
  );
}
