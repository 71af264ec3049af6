"use server";

import { headers } from "next/headers";
import { getLocale } from "next-intl/server";
import { publicAction } from "@/lib/intake/public-action";
import { intakeInput } from "@/lib/intake/schema";
import { submitIntake } from "@/lib/intake/submit-intake";
import { visitorOf } from "@/lib/security/limit";

export const submitIntakeAction = publicAction("submitIntake", intakeInput, async ({ db }, input) =>
  // Where addresses are not known, one outlet's visitors are counted together, not those of every shop.
  submitIntake(db, await getLocale(), visitorOf(await headers()) ?? `outlet:${input.slug}`, input),
);
