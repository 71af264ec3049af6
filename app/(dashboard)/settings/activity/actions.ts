"use server";

import { z } from "zod";
import { checkAudit } from "@/lib/audit/seal";
import { action } from "@/lib/core/action";

export const checkAuditAction = action("checkAudit", z.object({}), ({ db }) => checkAudit(db));
