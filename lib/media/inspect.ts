/** What a file really is, and a harmless version of it. The sender's word about its type is never asked. */
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { err, ok, type Result } from "@/lib/core/result";
import { displayName } from "@/lib/media/names";

export interface SafeFile {
  bytes: Uint8Array;
  mime: string;
  name: string;
  width?: number;
  height?: number;
}

const MB = 1024 * 1024;
export const MAX_IMAGE_BYTES = 5 * MB;
export const MAX_FILE_BYTES = 16 * MB;
/** 40 megapixels: more than any phone shop photo, little enough that a decompression bomb cannot eat the memory. */
const MAX_PIXELS = 40_000_000;
const MAX_SIDE = 2560;

const IMAGES = new Set(["image/jpeg", "image/png", "image/webp"]);

/** Sniffed type → what we call it. WhatsApp knows these; everything else is refused. */
const OTHERS: Record<string, { mime: string; extension: string }> = {
  "audio/ogg": { mime: "audio/ogg", extension: "ogg" },
  "audio/ogg; codecs=opus": { mime: "audio/ogg", extension: "ogg" },
  "audio/opus": { mime: "audio/ogg", extension: "ogg" },
  "audio/mpeg": { mime: "audio/mpeg", extension: "mp3" },
  "audio/mp4": { mime: "audio/mp4", extension: "m4a" },
  "audio/x-m4a": { mime: "audio/mp4", extension: "m4a" },
  "audio/aac": { mime: "audio/aac", extension: "aac" },
  "video/mp4": { mime: "video/mp4", extension: "mp4" },
  "application/pdf": { mime: "application/pdf", extension: "pdf" },
};

async function safeImage(bytes: Uint8Array, name: string): Promise<Result<SafeFile>> {
  try {
    // Decoding and encoding again leaves pixels only: no EXIF, no location, no second file hidden behind the first.
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error", sequentialRead: true })
      .rotate()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: "inside", withoutEnlargement: true });
    const isTransparent = !(await sharp(bytes, { limitInputPixels: MAX_PIXELS }).stats()).isOpaque;
    const encoded = isTransparent ? image.png({ compressionLevel: 8 }) : image.jpeg({ quality: 84 });
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
    const extension = isTransparent ? "png" : "jpg";
    return ok({
      bytes: data,
      mime: isTransparent ? "image/png" : "image/jpeg",
      name: displayName(name, extension),
      width: info.width,
      height: info.height,
    });
  } catch {
    return err("media.broken");
  }
}

/** media.type: not one of ours · media.too_big · media.broken: says it is an image and cannot be decoded (or is a bomb). */
export async function inspectFile(bytes: Uint8Array, claimedName: string): Promise<Result<SafeFile>> {
  if (bytes.byteLength === 0) return err("media.broken");
  if (bytes.byteLength > MAX_FILE_BYTES) return err("media.too_big", { mb: MAX_FILE_BYTES / MB });
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (!type) return err("media.type");
  if (IMAGES.has(type.mime)) {
    if (bytes.byteLength > MAX_IMAGE_BYTES) return err("media.too_big", { mb: MAX_IMAGE_BYTES / MB });
    return safeImage(bytes, claimedName);
  }
  const known = OTHERS[type.mime];
  if (!known) return err("media.type");
  return ok({ bytes, mime: known.mime, name: displayName(claimedName, known.extension) });
}
