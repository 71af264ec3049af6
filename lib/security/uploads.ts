import { type Allowance, tooMany } from "@/lib/security/limit";

/** More than anybody photographs at a bench, little enough that a stolen session cannot fill the disk. */
const UPLOADS: Allowance = { each: 240, visitor: 1200, seconds: 600 };

/** Counts a file that a signed-in person sends, and says whether it is one too many. Decoding and storing one is the dearest thing we do. */
export const tooManyUploads = (headers: Headers, personId: string): Promise<boolean> =>
  tooMany(headers, "upload", personId, UPLOADS);
