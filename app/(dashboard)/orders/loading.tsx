import { ListSkeleton } from "@/components/list-skeleton";

export default function OrdersLoading() {
  return <ListSkeleton />;
}
