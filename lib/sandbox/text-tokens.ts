const QUARTERS = 4;

/** Four quarters are a token; the sum is rounded up. */
export function countText(text: string): number {
  let quarters = 0;
  for (let at = 0; at < text.length; at += lengthOf(text, at)) quarters += quartersAt(text, at);
  return Math.ceil(quarters / QUARTERS);
}

/** The longest prefix within this many tokens, whole characters only. */
export function cutText(text: string, tokens: number): string {
  let left = tokens * QUARTERS;
  for (let at = 0; at < text.length; at += lengthOf(text, at)) {
    left -= quartersAt(text, at);
    if (left < 0) return text.slice(0, at);
  }
  return text;
}

const SUPPLEMENTARY = 0x10000;

const codeAt = (text: string, at: number): number => text.codePointAt(at) ?? 0;

const lengthOf = (text: string, at: number): number => (codeAt(text, at) < SUPPLEMENTARY ? 1 : 2);

/**
 * Approximates Claude's tokens by script: one quarter for ASCII, two and three for alphabets, four and eight otherwise.
 */
function quartersAt(text: string, at: number): number {
  const code = codeAt(text, at);
  if (code < 0x80) return 1;
  if (code < 0x590) return 2; // the rest of Latin, Greek, Cyrillic
  if (code < 0x900) return 3; // Hebrew, Arabic
  return code < SUPPLEMENTARY ? 4 : 8;
}
