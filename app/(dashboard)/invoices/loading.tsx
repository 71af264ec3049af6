import { ListSkeleton } from "@/components/list-skeleton";

export default function InvoicesLoading() {
  return <ListSkeleton />;
}
