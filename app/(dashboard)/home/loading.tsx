import { Page } from "@/components/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function HomeLoading() {
  return (
    <Page>
      <Skeleton className="h-12 w-64" />
      <Skeleton className="h-11 w-full max-w-lg" />
      <div className="grid gap-4 lg:grid-cols-3 lg:gap-5">
        <Skeleton className="h-80 lg:col-span-2" />
        <Skeleton className="h-80" />
        <Skeleton className="h-56" />
        <Skeleton className="h-56" />
        <Skeleton className="h-56" />
      </div>
    </Page>
  );
}
