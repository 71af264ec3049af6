/** With which headers a file of a stranger may reach a browser of the shop. */
const INLINE = /^(image\/(jpeg|png|webp)|audio\/[\w.+-]+|video\/mp4|application\/pdf)$/;

export function mediaHeaders(contentType: string, name: string): Headers {
  const mime = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const isInline = INLINE.test(mime);
  const isPdf = mime === "application/pdf";
  const ascii = name.replace(/[^A-Za-z0-9._-]/g, "_");
  return new Headers({
    "content-type": isInline ? mime : "application/octet-stream",
    "content-disposition": `${isInline ? "inline" : "attachment"}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    "x-content-type-options": "nosniff",
    // A sandboxed page cannot show a PDF; without scripts and as application/pdf it has nothing to run either.
    "content-security-policy": isPdf ? "default-src 'none'; object-src 'self'" : "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "cache-control": "private, max-age=3600",
    "accept-ranges": "bytes",
    vary: "cookie",
  });
}
