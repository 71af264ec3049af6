"use client";

import { ErrorPanel } from "@/components/error-panel";

export default function RootError(props: { error: unknown; retry: () => void }) {
  return (
    <main id="main">
      <ErrorPanel {...props} />
    </main>
  );
}
