import { listShops } from "@/lib/whatsapp/simulator-network";
import { answer, simulatorRoute, simulatorSql } from "@/lib/whatsapp/simulator-server";

export const dynamic = "force-dynamic";

export const GET = simulatorRoute(async () => answer({ shops: await listShops(simulatorSql()) }));
