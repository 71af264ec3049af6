import { selfRoute } from "@/lib/api/routes";

export const GET = selfRoute;
