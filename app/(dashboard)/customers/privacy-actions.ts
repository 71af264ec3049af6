"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { type ActionError, action } from "@/lib/core/action";
import { uuidField } from "@/lib/core/ids";
import type { Result } from "@/lib/core/result";
import { eraseCustomer, getErasePreview } from "@/lib/privacy/erase";
import { removeQueuedFiles } from "@/lib/privacy/files";
import { eraseInput } from "@/lib/privacy/schema";

export const previewEraseAction = action("previewErase", z.object({ customerId: uuidField }), ({ db }, input) =>
  getErasePreview(db, input.customerId),
);

export const eraseCustomerAction = action(
  "eraseCustomer",
  eraseInput,
  async ({ db }, input): Promise<Result<unknown> | ActionError> => {
    const done = await eraseCustomer(db, input);
    if (!done.ok) return done.code === "privacy.name_differs" ? { ...done, fields: { name: done.code } } : done;
    // What Storage does not delete now the runner deletes later.
    await removeQueuedFiles(db);
    refresh();
    return done;
  },
);
