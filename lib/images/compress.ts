/** Makes a phone's photo small enough for mobile data, in the browser. */

const MAX_SIDE = 1600;
const QUALITY = 0.82;

/** JPEG of at most 1600 px. A picture the browser cannot read is passed on as it is: the server decides about it. */
export async function compressImage(file: File): Promise<File> {
  try {
    // Uprights the photo as its EXIF says; the canvas then drops EXIF, with the place it was taken.
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, MAX_SIDE / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: "image/jpeg" });
  } catch {
    return file;
  }
}
