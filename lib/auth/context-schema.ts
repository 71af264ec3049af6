import { z } from "zod";

const outlet = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  time_zone: z.string().default("Asia/Kuala_Lumpur"),
});

/** What `my_context()` answers. */
export const contextSchema = z
  .object({
    person: z.object({ id: z.string(), email: z.string(), name: z.string(), locale: z.enum(["ms", "en"]) }).nullable(),
    tenant: z
      .object({ id: z.uuid(), name: z.string(), locale: z.enum(["ms", "en"]), sst_registered: z.boolean() })
      .nullable(),
    role: z.string().nullable(),
    capabilities: z.array(z.string()),
    outlets: z.array(outlet),
    tenants: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.string() })),
    active_outlet_id: z.uuid().nullable(),
  })
  .transform(({ active_outlet_id, ...rest }) => ({ ...rest, activeOutletId: active_outlet_id }));

export type MaybeContext = z.output<typeof contextSchema>;

/** A signed-in person with a shop. */
export type Context = MaybeContext & {
  person: NonNullable<MaybeContext["person"]>;
  tenant: NonNullable<MaybeContext["tenant"]>;
  role: string;
};

export const can = (context: Pick<MaybeContext, "capabilities">, capability: string): boolean =>
  context.capabilities.includes(capability);
