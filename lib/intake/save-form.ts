import { z } from "zod";
import type { Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import type { SaveIntakeFormInput } from "@/lib/intake/schema";
import { answer } from "@/lib/repairs/rpc";

const saved = z.object({ text_version: z.number() });

/** New words get a new version number; consents name the version the customer saw. */
export const saveIntakeForm = (
  db: UserDb,
  { isOpen, fields, ms, en }: SaveIntakeFormInput,
): Promise<Result<z.output<typeof saved>>> =>
  answer(db.rpc("save_intake_form", { p: { is_open: isOpen, fields, texts: { ms, en } } }), saved);
