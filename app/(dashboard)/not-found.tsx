import { NothingHere } from "@/components/nothing-here";

/** Keeps the navigation around it. */
export default function DashboardNotFound() {
  return <NothingHere />;
}
