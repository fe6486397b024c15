/** A command line split into words, with its here-document. Variables and `$(…)` are not expanded. */
export interface ShellCommand {
  words: string[];
  /** Standard input given by `<<`. */
  input: string | null;
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };

/** Alternatives for one piece of a word, in order of precedence. */
const PIECE =
  /\$'((?:[^'\\]|\\[\s\S])*)'|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\(\r?\n)|\\([\s\S])|<<-?[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|([^\s<>|&;]+))|([;|&<>\n])|([^\S\n]+)|([^\s'"\\;|&<>$]+|\$)/gy;

/** @returns null for an unclosed quote, which a shell rejects too */
export function readShellCommand(text: string): ShellCommand | null {
  const words: string[] = [];
  let word: string | null = null;
  let input: string | null = null;
  const end = () => {
    if (word !== null) words.push(word);
    word = null;
  };
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < text.length) {
    const match = PIECE.exec(text);
    if (!match) return null;
    const [whole, ansi, single, double, newline, escaped, ...rest] = match;
    const [quotedEnd, doubleEnd, plainEnd, operator, space, plain] = rest;
    const marker = quotedEnd ?? doubleEnd ?? plainEnd;
    if (newline !== undefined) continue;
    if (space !== undefined) end();
    else if (marker !== undefined) input = readHere(text.slice(PIECE.lastIndex), marker, plainEnd === undefined);
    else if (operator !== undefined) break;
    else
      word =
        (word ?? '') +
        (ansi === undefined ? (single ?? unescapeDouble(double) ?? escaped ?? plain ?? whole) : unescapeAnsi(ansi));
  }
  end();
  return { words, input };
}

const unescapeDouble = (text: string | undefined): string | undefined =>
  text?.replace(/\\(?:\r?\n|([$`"\\]))/g, (_, kept: string | undefined) => kept ?? '');

const unescapeAnsi = (text: string): string =>
  text.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{1,2})|([\s\S]))/g, (_, u, U, x, one) => {
    const code = u ?? U ?? x;
    if (code === undefined) return ESCAPES[one] ?? one;
    const point = Number.parseInt(code, 16);
    return point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point);
  });

/** Returns the lines up to the end marker. */
function readHere(rest: string, marker: string, isLiteral: boolean): string {
  const lines = rest.slice(rest.indexOf('\n') + 1).split(/\r?\n/);
  const end = lines.indexOf(marker);
  const body = lines.slice(0, end === -1 ? undefined : end).join('\n');
  return isLiteral ? body : body.replace(/\\([$`\\])/g, '$1');
}
