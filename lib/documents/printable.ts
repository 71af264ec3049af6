/** The built-in PDF fonts know Western letters only (WinAnsi): other letters become "?", emoji and marks vanish. */
const KNOWN_ABOVE_LATIN1 = new Set("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ");

export function printable(text: string): string {
  let out = "";
  for (const character of text.normalize("NFC")) {
    const code = character.codePointAt(0) ?? 0;
    if (
      character === "\n" ||
      (code >= 0x20 && code <= 0x7e) ||
      (code >= 0xa0 && code <= 0xff) ||
      KNOWN_ABOVE_LATIN1.has(character)
    )
      out += character;
    else if (/\p{L}|\p{N}/u.test(character)) out += "?";
  }
  return out;
}
