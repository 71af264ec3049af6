import { Page } from "@/components/page-header";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of a list page while it loads. */
export function ListSkeleton() {
  return (
    <Page>
      <Skeleton className="h-10 w-48" />
      <Skeleton className="h-9 w-full max-w-xl" />
      <Skeleton className="h-96" />
    </Page>
  );
}
