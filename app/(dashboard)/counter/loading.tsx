import { Skeleton } from "@/components/ui/skeleton";

export default function CounterLoading() {
  return (
    <div className="flex h-full min-h-0">
      <div className="grid flex-1 content-start gap-3 p-4">
        <Skeleton className="h-11 w-full" />
        <Skeleton className="h-8 w-2/3" />
        <div className="grid grid-cols-2 gap-2 lg:grid-cols-3 xl:grid-cols-4">
          {["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"].map((key) => (
            <Skeleton key={key} className="h-24" />
          ))}
        </div>
      </div>
      <Skeleton className="hidden w-96 rounded-none lg:block" />
    </div>
  );
}
