/** Files a journey hands over: a real photo, and what pretends to be one. */
import sharp from "sharp";

export interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** As a phone takes it: bigger than the shop needs, and with words about the place in it. */
export async function photo(name: string, colour: string): Promise<Upload> {
  const buffer = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: colour } })
    .withExif({ IFD0: { Copyright: "secret-place" } })
    .jpeg()
    .toBuffer();
  return { name, mimeType: "image/jpeg", buffer };
}

/** A page with a script that calls itself a photo. */
export const disguised: Upload = {
  name: "gambar.jpg",
  mimeType: "image/jpeg",
  buffer: Buffer.from("<html><script>document.title='owned'</script></html>"),
};

/** An SVG is a document with scripts, whatever it looks like. */
export const scripted: Upload = {
  name: "logo.svg",
  mimeType: "image/svg+xml",
  buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
};

/** A JPEG that ends after its first bytes. */
export const truncated: Upload = {
  name: "rosak.jpg",
  mimeType: "image/jpeg",
  buffer: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), Buffer.from("JFIF\0junkjunkjunk")]),
};
