import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { mediaHeaders } from "./headers";
import { inspectFile, MAX_FILE_BYTES, MAX_IMAGE_BYTES } from "./inspect";
import { displayName, pathSegment, storedName } from "./names";

const bytes = (text: string) => new TextEncoder().encode(text);
const picture = (width = 400, height = 300) => sharp({ create: { width, height, channels: 3, background: "#ba3030" } });
const codeOf = async (data: Uint8Array, name: string) => {
  const result = await inspectFile(data, name);
  return result.ok ? result.value.mime : result.code;
};

/** A PNG whose header promises more pixels than the memory has room for; only a few bytes long. */
function bomb(side: number): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const crc = (data: Buffer) => {
    let value = 0xffffffff;
    for (const byte of data) {
      value ^= byte;
      for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    }
    return (value ^ 0xffffffff) >>> 0;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(1000))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

describe("uploads", () => {
  it("that are photos come out as clean JPEG, upright, without EXIF, at most 2560 px", async () => {
    const photo = await picture(4000, 3000)
      .withMetadata({ orientation: 6 })
      .withExif({ IFD0: { Copyright: "secret" }, IFD3: { GPSLatitude: "3/1 8/1 0/1" } })
      .jpeg()
      .toBuffer();
    const result = await inspectFile(photo, "IMG 1.HEIC.jpeg");
    expect(result).toMatchObject({
      ok: true,
      value: { mime: "image/jpeg", name: "IMG 1.HEIC.jpg", width: 1920, height: 2560 },
    });
    if (!result.ok) return;
    const meta = await sharp(result.value.bytes).metadata();
    expect(meta.exif).toBeUndefined();
    expect(Buffer.from(result.value.bytes).includes("secret")).toBe(false);
  });

  it("with transparency stay PNG; WebP becomes what every phone shows", async () => {
    const transparent = await sharp({ create: { width: 9, height: 9, channels: 4, background: "#0000" } })
      .png()
      .toBuffer();
    expect(await codeOf(transparent, "logo.png")).toBe("image/png");
    expect(await codeOf(await picture().webp().toBuffer(), "a.webp")).toBe("image/jpeg");
  });

  it("are judged by content: a wrong name changes nothing and is corrected", async () => {
    const result = await inspectFile(await picture().png().toBuffer(), "resit.pdf");
    expect(result).toMatchObject({ ok: true, value: { mime: "image/jpeg", name: "resit.jpg" } });
    expect(await codeOf(bytes("MZ\x90\0 this is a program"), "photo.jpg")).toBe("media.type");
  });

  it("that a browser could run are refused", async () => {
    const svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    for (const [text, name] of [
      [svg, "a.svg"],
      [`<?xml version="1.0"?>${svg}`, "a.png"],
      ["<!doctype html><script>alert(1)</script>", "a.pdf"],
      ["GIF89a", "a.gif"],
      ["#!/bin/sh\n", "a.jpg"],
      ["hello", "a.txt"],
    ] as const) {
      expect(await codeOf(bytes(text), name), name).toBe("media.type");
    }
  });

  it("that are two files in one keep only the picture", async () => {
    const script = "<script>alert(document.cookie)</script>";
    const polyglot = Buffer.concat([await picture().jpeg().toBuffer(), bytes(script)]);
    const result = await inspectFile(polyglot, "a.html");
    expect(result).toMatchObject({ ok: true, value: { mime: "image/jpeg", name: "a.jpg" } });
    if (result.ok) expect(Buffer.from(result.value.bytes).includes("alert")).toBe(false);
  });

  it("that are cut off, empty or a bomb are broken, quickly and without the memory they ask for", async () => {
    const photo = await picture(1200, 900).jpeg().toBuffer();
    expect(await codeOf(photo.subarray(0, photo.length / 2), "a.jpg")).toBe("media.broken");
    expect(await codeOf(new Uint8Array(), "a.jpg")).toBe("media.broken");
    const before = process.memoryUsage().rss;
    const begun = performance.now();
    expect(await codeOf(bomb(50_000), "a.png")).toBe("media.broken");
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  });

  it("have a limit: 5 MB for images, 16 MB for the rest", async () => {
    const photo = await picture().jpeg().toBuffer();
    expect(await codeOf(Buffer.concat([photo, Buffer.alloc(MAX_IMAGE_BYTES)]), "a.jpg")).toBe("media.too_big");
    expect(await codeOf(Buffer.concat([bytes("%PDF-1.7\n"), Buffer.alloc(MAX_IMAGE_BYTES)]), "a.pdf")).toBe(
      "application/pdf",
    );
    expect(await codeOf(Buffer.concat([bytes("%PDF-1.7\n"), Buffer.alloc(MAX_FILE_BYTES)]), "a.pdf")).toBe(
      "media.too_big",
    );
  });

  it("that are voice notes are taken", async () => {
    const ogg = Buffer.alloc(100);
    ogg.write("OggS", 0);
    ogg.write("OpusHead", 28);
    expect(await codeOf(ogg, "ptt")).toBe("audio/ogg");
    expect(
      await codeOf(
        Buffer.concat([bytes("ID3\x04\0\0\0\0\0\0"), Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(500)]),
        "a.mp3",
      ),
    ).toBe("audio/mpeg");
  });
});

describe("file names", () => {
  it.each([
    ["../../etc/passwd", "passwd.jpg"],
    ["C:\\fakepath\\Skrin Pecah.JPG", "Skrin Pecah.jpg"],
    ["a\u0000b\u202Egpj.exe", "abgpj.jpg"],
    ["...", "file.jpg"],
    ["<script>.png", "script.jpg"],
    ["写真.png", "写真.jpg"],
  ])("%j is shown as %j", (claimed, shown) => {
    expect(displayName(claimed, "jpg")).toBe(shown);
  });

  it("are plain ASCII in paths and never leave their folder", () => {
    expect(storedName("Skrin Pecah (1).jpg")).toBe("skrin-pecah-1.jpg");
    expect(storedName("写真.jpg")).toBe("file.jpg");
    expect(pathSegment("../x")).toBe("___x");
    expect(pathSegment("")).toBe("_");
  });
});

describe("headers of a stranger's file", () => {
  it("let only harmless types open in the page, never sniffed, never with scripts", () => {
    expect(mediaHeaders("image/jpeg", "a.jpg").get("content-disposition")).toMatch(/^inline/);
    for (const type of ["text/html", "image/svg+xml", "application/xhtml+xml", "", "text/javascript"]) {
      const headers = mediaHeaders(type, "a");
      expect(headers.get("content-disposition")).toMatch(/^attachment/);
      expect(headers.get("content-type")).toBe("application/octet-stream");
    }
    for (const type of ["image/png", "application/pdf", "text/html"]) {
      expect(mediaHeaders(type, "a").get("x-content-type-options")).toBe("nosniff");
      expect(mediaHeaders(type, "a").get("content-security-policy")).toContain("default-src 'none'");
    }
  });

  it("cannot be broken out of by a name", () => {
    expect(mediaHeaders("image/png", 'a"\r\nset-cookie: x=1;.png').get("content-disposition")).not.toMatch(
      /[\r\n]|"a"/,
    );
  });
});
