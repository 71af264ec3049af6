import { Skeleton } from "@/components/ui/skeleton";

export default function SettingsLoading() {
  return (
    <>
      <Skeleton className="h-64" />
      <Skeleton className="h-40" />
    </>
  );
}
