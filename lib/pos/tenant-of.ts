import { currentContext } from "@/lib/auth/session";
import { err, ok, type Result } from "@/lib/core/result";

/** The active tenant for actions that name paths or filters by it; the database checks it again. */
export async function tenantOf(): Promise<Result<string>> {
  const context = await currentContext();
  return context?.tenant ? ok(context.tenant.id) : err("auth.signed_out");
}
