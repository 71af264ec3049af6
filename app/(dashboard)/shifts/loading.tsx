import { ListSkeleton } from "@/components/list-skeleton";

export default function ShiftsLoading() {
  return <ListSkeleton />;
}
