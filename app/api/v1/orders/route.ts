import { orders } from "@/lib/api/resources";
import { createRoute, listRoute } from "@/lib/api/routes";

export const GET = listRoute(orders);
export const POST = createRoute(orders);
