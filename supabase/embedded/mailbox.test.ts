import { expect, it } from "vitest";
import { readable } from "./mailbox";

it("a mail in HTML reads well as text, and keeps its links whole", () => {
  const html = '<p>Salam,</p>\n<p><a href="http://127.0.0.1:3000/a?b=1&amp;c=2">Tetapkan</a></p>\n<hr>\n<p>Hello</p>';
  expect(readable(html)).toBe("Salam,\nTetapkan: http://127.0.0.1:3000/a?b=1&c=2\n\n---\n\nHello");
});
