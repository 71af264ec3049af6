import { Page } from "@/components/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Page>
      <Skeleton className="h-12 w-72" />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Skeleton className="h-96" />
        <div className="grid gap-5">
          <Skeleton className="h-40" />
          <Skeleton className="h-64" />
        </div>
      </div>
    </Page>
  );
}
