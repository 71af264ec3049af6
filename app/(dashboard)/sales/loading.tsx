import { ListSkeleton } from "@/components/list-skeleton";

export default function SalesLoading() {
  return <ListSkeleton />;
}
