"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { arrive } from "@/lib/auth/server";
import { action } from "@/lib/core/action";
import { uuidField } from "@/lib/core/ids";
import { ok, type Result } from "@/lib/core/result";
import { fromPg } from "@/lib/db/errors";

export const switchOutletAction = action(
  "switchOutlet",
  z.object({ outletId: uuidField }),
  async ({ db }, input): Promise<Result<undefined>> => {
    const { error } = await db.rpc("switch_outlet", { p_outlet_id: input.outletId });
    if (error) return fromPg(error);
    refresh();
    return ok();
  },
);

/** Another shop is another role: the page one stands on may not exist there. */
export const switchTenantAction = action(
  "switchTenant",
  z.object({ tenantId: uuidField }),
  async ({ db }, input): Promise<Result<undefined>> => {
    const { error } = await db.rpc("switch_tenant", { p_tenant_id: input.tenantId });
    if (error) return fromPg(error);
    redirect(await arrive(db, input.tenantId));
  },
);
