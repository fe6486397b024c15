/** Longer blocks are not read as Markdown: answers have none, and reading takes longer than their length. */
const MOST_CHARACTERS = 8_000;
/** Each may open something that is closed far away, and so costs time for each that stands before it. */
const MARKS = /[*_~`[\]&<\\]/g;
const MOST_MARKS = 300;
/** Quotes and lists within one another; what reads them calls itself for every level. */
const DEEP = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){12}|^[ \t]{60}/m;

/** Whether a block would keep the page busy for longer than a frame. A hostile answer is made of such blocks. */
export function isTooHard(source: string): boolean {
  if (source.length > MOST_CHARACTERS || DEEP.test(source)) return true;
  return countMarks(source) > MOST_MARKS;
}

export const countMarks = (text: string): number => text.match(MARKS)?.length ?? 0;
