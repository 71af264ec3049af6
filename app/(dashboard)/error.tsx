"use client";

import { ErrorPanel } from "@/components/error-panel";

export default function DashboardError(props: { error: unknown; retry: () => void }) {
  return <ErrorPanel {...props} />;
}
