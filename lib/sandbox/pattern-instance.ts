/** Characters to choose from, in order of preference. */
const CANDIDATES = `a0A_-. ${String.fromCharCode(...Array.from({ length: 94 }, (_, index) => index + 33))}é`;
const MAX_REPEATS = 1_000;
const MAX_LENGTH = 10_000;

class Unsupported extends Error {}

/** Parses a pattern from left to right and writes the shortest text it matches. */
class PatternReader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  read(): string {
    const text = this.#alternatives();
    if (this.#at < this.#pattern.length) throw new Unsupported();
    return text;
  }

  #peek = (): string | undefined => this.#pattern[this.#at];

  #take(expression: RegExp): string | undefined {
    const sticky = new RegExp(expression.source, 'y');
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#pattern)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  /** Parses all alternatives and takes the first. */
  #alternatives(): string {
    const first = this.#sequence();
    while (this.#take(/\|/)) this.#sequence();
    return first;
  }

  #sequence(): string {
    let text = '';
    while (this.#peek() !== undefined && this.#peek() !== '|' && this.#peek() !== ')') {
      if (this.#take(/[\^$]/)) continue;
      const [atom, repeats] = [this.#atom(), this.#repeats()];
      if (text.length + atom.length * repeats > MAX_LENGTH) throw new Unsupported();
      text += atom.repeat(repeats);
    }
    return text;
  }

  #atom(): string {
    if (this.#take(/\((?:\?:|\?<\w+>|(?!\?))/)) {
      const inner = this.#alternatives();
      if (!this.#take(/\)/)) throw new Unsupported();
      return inner;
    }
    const one = this.#take(/\[\^?\]?(?:\\.|[^\]\\])*\]|\\[dwsDWS]|\\[^\w]|\.|[^\\()[\]{}*+?|]/);
    const character = one && [...CANDIDATES].find((candidate) => new RegExp(`^${one}$`).test(candidate));
    if (!character) throw new Unsupported();
    return character;
  }

  #repeats(): number {
    const quantifier = this.#take(/[*+?]\??|\{\d+(?:,\d*)?\}\??/);
    if (!quantifier) return 1;
    const least = quantifier[0] === '{' ? Number.parseInt(quantifier.slice(1), 10) : quantifier[0] === '+' ? 1 : 0;
    if (least > MAX_REPEATS) throw new Unsupported();
    return least;
  }
}

/** A short text that matches a simple regular expression; null for look-around, back-references, invalid syntax. */
export function patternInstance(pattern: string): string | null {
  try {
    return new PatternReader(pattern).read();
  } catch {
    return null;
  }
}
