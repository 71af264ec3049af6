/** One byte range of a small file (RFC 9110): `bytes=0-99`, `bytes=100-`, `bytes=-50`. Anything else gets the whole file. */
export function parseRange(header: string, size: number): { start: number; end: number } | "unsatisfiable" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (!match || (match[1] === "" && match[2] === "")) return null;
  const first = match[1] === "" ? undefined : Number(match[1]);
  const last = match[2] === "" ? undefined : Number(match[2]);
  if (first === undefined) {
    const length = last ?? 0;
    return length === 0 ? "unsatisfiable" : { start: Math.max(0, size - length), end: size - 1 };
  }
  if (last !== undefined && last < first) return null;
  if (first >= size) return "unsatisfiable";
  return { start: first, end: Math.min(last ?? size - 1, size - 1) };
}

export function sliceRange(bytes: Uint8Array<ArrayBuffer>, header: string, headers: Headers): Response {
  const range = parseRange(header, bytes.byteLength);
  if (range === null) return new Response(bytes, { status: 200, headers });
  headers.delete("content-length");
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${bytes.byteLength}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set("content-range", `bytes ${range.start}-${range.end}/${bytes.byteLength}`);
  return new Response(bytes.subarray(range.start, range.end + 1), { status: 206, headers });
}
