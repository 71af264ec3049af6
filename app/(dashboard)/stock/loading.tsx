import { ListSkeleton } from "@/components/list-skeleton";

export default function StockLoading() {
  return <ListSkeleton />;
}
