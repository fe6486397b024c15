/** A piece of two compared texts: in both, only in the first, or only in the second. */
export interface Difference {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Texts with more changed words are shown as one replacement. */
const MOST_CHANGES = 2_000;

/** Compares two answers by words. The pieces without `added` are the first text, those without `removed` the second. */
export function wordDifference(before: string, after: string): Difference[] {
  const [from, to] = [toWords(before), toWords(after)];
  const start = commonStart(from, to);
  const end = commonEnd(from.slice(start), to.slice(start));
  const middle = compareWords(from.slice(start, from.length - end), to.slice(start, to.length - end));
  return joined([...from.slice(0, start).map(same), ...middle, ...from.slice(from.length - end).map(same)]);
}

/** Words of any script. Blanks and punctuation between them are words too. */
const toWords = (text: string): string[] =>
  [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)].map(({ segment }) => segment);

const same = (text: string): Difference => ({ kind: 'same', text });
const removed = (text: string): Difference => ({ kind: 'removed', text });
const added = (text: string): Difference => ({ kind: 'added', text });

function commonStart(from: readonly string[], to: readonly string[]): number {
  const length = from.findIndex((word, index) => word !== to[index]);
  return length === -1 ? from.length : length;
}

const commonEnd = (from: readonly string[], to: readonly string[]): number => {
  const most = Math.min(from.length, to.length);
  let length = 0;
  while (length < most && from.at(-1 - length) === to.at(-1 - length)) length++;
  return length;
};

/** Myers' greedy algorithm: computes how far each diagonal reaches for each number of changes. */
function compareWords(from: readonly string[], to: readonly string[]): Difference[] {
  const replaced = [...from.map(removed), ...to.map(added)];
  if (from.length === 0 || to.length === 0) return replaced;
  const most = Math.min(from.length + to.length, MOST_CHANGES);
  const trace: Reach[] = [];
  let reach = new Reach(0);
  for (let changes = 0; changes <= most; changes++) {
    trace.push(reach);
    const next = new Reach(changes + 1);
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = reach.enter(diagonal, changes).x;
      while (x < from.length && x - diagonal < to.length && from[x] === to[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= from.length && x - diagonal >= to.length) return walkBack(trace, from, to);
    }
    reach = next;
  }
  return replaced;
}

/** The furthest x of each diagonal for one number of changes. A typed array, because there are millions of values. */
class Reach {
  readonly #x: Int32Array;
  readonly #middle: number;

  constructor(width: number) {
    this.#middle = width;
    this.#x = new Int32Array(2 * width + 1);
  }

  set(diagonal: number, x: number): void {
    this.#x[this.#middle + diagonal] = x;
  }

  /** Where one more change enters a diagonal: by an added word from above, or a removed word from below. */
  enter(diagonal: number, changes: number): { x: number; isAdded: boolean } {
    if (changes === 0) return { x: 0, isAdded: false };
    const [above, below] = [this.#get(diagonal + 1), this.#get(diagonal - 1)];
    const isAdded = diagonal === -changes || (diagonal !== changes && below < above);
    return { x: isAdded ? above : below + 1, isAdded };
  }

  #get(diagonal: number): number {
    return this.#x[this.#middle + diagonal] ?? 0;
  }
}

function walkBack(trace: readonly Reach[], from: readonly string[], to: readonly string[]): Difference[] {
  const pieces: Difference[] = [];
  let [x, y] = [from.length, to.length];
  for (const [changes, reach] of [...trace.entries()].reverse()) {
    const { x: entered, isAdded } = reach.enter(x - y, changes);
    const rest = x - entered;
    pieces.push(...from.slice(entered, x).map(same).reverse());
    [x, y] = [entered, y - rest];
    if (changes === 0) break;
    pieces.push(isAdded ? added(to[--y] ?? '') : removed(from[--x] ?? ''));
  }
  return pieces.reverse();
}

/** Merges adjacent pieces of the same kind. */
function joined(pieces: readonly Difference[]): Difference[] {
  const whole: Difference[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else whole.push({ ...piece });
  }
  return whole;
}
