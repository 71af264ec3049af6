import { products } from "@/lib/api/resources";
import { createRoute, listRoute } from "@/lib/api/routes";

export const GET = listRoute(products);
export const POST = createRoute(products);
