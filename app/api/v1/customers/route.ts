import { customers } from "@/lib/api/resources";
import { createRoute, listRoute } from "@/lib/api/routes";

export const GET = listRoute(customers);
export const POST = createRoute(customers);
