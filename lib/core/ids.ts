import { z } from "zod";

export const uuidField = z.uuid("input.id");
