/** Scripts without capitals, whose letters fill the circle. */
const WIDE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Two letters of a name, or the first of one that is written in wide ones: "AL", "田". */
export function initialsOf(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  const last = rest.at(-1) ?? '';
  const letters = [...first].slice(0, 1);
  if (!WIDE.test(first)) letters.push(...[...last].slice(0, 1));
  return letters.join('').toUpperCase();
}
