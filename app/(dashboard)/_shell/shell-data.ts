import type { Context } from "@/lib/auth/context-schema";

/** What the shell's client parts are given. */
export type ShellData = Pick<
  Context,
  "person" | "tenant" | "role" | "capabilities" | "outlets" | "tenants" | "activeOutletId"
> & {
  /** Embedded mode has a phone to play the customer with. */
  simulator: boolean;
};
