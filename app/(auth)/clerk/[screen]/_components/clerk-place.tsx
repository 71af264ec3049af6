"use client";

import { useEffect, useRef } from "react";

/** Where a screen of Clerk's goes. Offered once React is done with it, also when one comes here without loading a new document. */
export function ClerkPlace({ screen, next, to }: { screen: string; next: string; to: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    // For a script that starts after this.
    place.current.dataset["offered"] = "";
    place.current.dispatchEvent(new Event("clerk-place", { bubbles: true }));
  }, []);
  return <div ref={place} data-clerk-screen={screen} data-next={next} data-to={to} />;
}
