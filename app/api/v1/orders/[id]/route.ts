import { orders } from "@/lib/api/resources";
import { itemRoute } from "@/lib/api/routes";

export const GET = itemRoute(orders);
