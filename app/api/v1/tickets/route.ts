import { tickets } from "@/lib/api/resources";
import { createRoute, listRoute } from "@/lib/api/routes";

export const GET = listRoute(tickets);
export const POST = createRoute(tickets);
