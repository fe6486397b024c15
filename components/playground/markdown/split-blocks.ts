import { type Fence, isClosing, openFence, withoutIndent } from './fence.ts';
import { countMarks, isTooHard } from './hardness.ts';
import { isDelimiterRow, readAlignments, type TableBlock } from './table-rows.ts';

/** A piece of an answer that renders on its own, so that only the last piece renders again while text streams. */
export type Block =
  | { kind: 'text'; source: string }
  /** Not parsed as Markdown, because that would take too long. */
  | { kind: 'plain'; source: string }
  | { kind: 'code'; language: string; code: string; isClosed: boolean }
  | TableBlock;

/** Sizes at which a block is split. A split list continues its numbers; a paragraph this long has many lines. */
const LONG_LIST = { lines: 25, characters: 1_500, marks: 120 };
const LONG_PARAGRAPH = { lines: 60, characters: 2_000, marks: 150 };

/** All text after this many blocks is one plain block, which bounds the elements on the page. */
const MOST_BLOCKS = 4_000;

const LIST_MARKER = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;
/** Inside a paragraph, only a list that is not empty and begins with 1 counts as a list. */
const LIST_IN_PARAGRAPH = /^ {0,3}(?:[-+*]|1[.)])[ \t]+\S/;
const INDENTED_CODE = /^(?: {4}| {0,3}\t)/;
const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
const QUOTE = /^ {0,3}>/;
const BLANK = /^[ \t]*$/;
const LIST_CONTENT = /^[ \t]/;

/** Splits Markdown where a block certainly ends, in one pass over its lines. */
export function splitBlocks(markdown: string): Block[] {
  const splitter = new BlockSplitter();
  const lines = (markdown.includes('\r') ? markdown.replace(/\r\n?/g, '\n') : markdown).split('\n');
  for (const [index, line] of lines.entries()) {
    if (splitter.count >= MOST_BLOCKS)
      return [...splitter.end(), { kind: 'plain', source: lines.slice(index).join('\n') }];
    splitter.take(line, lines[index + 1]);
  }
  return splitter.end();
}

const EMPTY = { lines: 0, characters: 0, marks: 0 };
const isOver = (size: typeof EMPTY, limit: typeof EMPTY): boolean =>
  size.lines >= limit.lines || size.characters >= limit.characters || size.marks >= limit.marks;

class BlockSplitter {
  readonly #blocks: Block[] = [];
  #lines: string[] = [];
  #size = EMPTY;
  #isList = false;
  /** No paragraph continues in the next line, because this one is blank or is code within a list. */
  #isBroken = false;
  #fence: Fence | null = null;
  /** A fence within a list item. It ends with the list at the latest. */
  #innerFence: Fence | null = null;
  #code: string[] = [];
  #table: TableBlock | null = null;

  get count(): number {
    return this.#blocks.length;
  }

  take(line: string, next: string | undefined): void {
    if (this.#fence) this.#takeCode(line, this.#fence);
    else if (this.#table && isRow(line)) this.#table.rows.push(line);
    else {
      this.#endTable();
      this.#takeMarkdown(line, next);
    }
  }

  end(): Block[] {
    this.#endTable();
    if (this.#fence) this.#endCode(this.#fence, false);
    this.#flush();
    return this.#blocks;
  }

  #takeMarkdown(line: string, next: string | undefined): void {
    if (BLANK.test(line)) {
      if (this.#lines.length > 0) this.#add(line);
      this.#isBroken = true;
    } else if (this.#isList && LIST_CONTENT.test(line)) {
      this.#isBroken = this.#takeListContent(line);
    } else {
      this.#takeOuter(line, next);
      this.#isBroken = false;
    }
  }

  /** Takes a line outside of any list item. */
  #takeOuter(line: string, next: string | undefined): void {
    const fence = openFence(line);
    if (fence) this.#openCode(fence);
    else if (next !== undefined && this.#opensTable(line, next)) this.#openTable(line, next);
    else if (HEADING.test(line) || (RULE.test(line) && !this.#isUnderlined(line))) this.#addAlone(line);
    else this.#addText(line);
  }

  /** In an open list or quote, a table's lines are text. */
  #opensTable(line: string, next: string): boolean {
    const isWithin = !this.#isBroken && (this.#isList || QUOTE.test(this.#lines[0] ?? ''));
    return !isWithin && line.includes('|') && isDelimiterRow(next, line);
  }

  #addAlone(line: string): void {
    this.#flush();
    this.#add(line);
    this.#flush();
  }

  #addText(line: string): void {
    this.#innerFence = null;
    if (this.#isBoundary(line)) this.#flush();
    if (this.#lines.length === 0) this.#isList = LIST_MARKER.test(line);
    const endsHeading = this.#isUnderlined(line);
    this.#add(line);
    if (endsHeading) this.#flush();
  }

  /** @returns whether the line is code */
  #takeListContent(line: string): boolean {
    const fence = this.#innerFence;
    if (!fence) this.#innerFence = openFence(line.trimStart());
    else if (isClosing(line.trimStart(), fence)) this.#innerFence = null;
    this.#add(line);
    return fence !== null || this.#innerFence !== null;
  }

  #isUnderlined(line: string): boolean {
    return UNDERLINE.test(line) && this.#lines.length > 0 && !this.#isBroken && !this.#isList;
  }

  #isBoundary(line: string): boolean {
    if (this.#isList && LIST_MARKER.test(line)) return isOver(this.#size, LONG_LIST);
    if (this.#isBroken) return !INDENTED_CODE.test(line);
    if (QUOTE.test(line) && !QUOTE.test(this.#lines[0] ?? '')) return true;
    return isOver(this.#size, LONG_PARAGRAPH) || (!this.#isList && LIST_IN_PARAGRAPH.test(line));
  }

  #openCode(fence: Fence): void {
    this.#flush();
    this.#fence = fence;
  }

  #takeCode(line: string, fence: Fence): void {
    if (isClosing(line, fence)) this.#endCode(fence, true);
    else this.#code.push(withoutIndent(line, fence));
  }

  #endCode({ language }: Fence, isClosed: boolean): void {
    this.#blocks.push({ kind: 'code', language, code: this.#code.join('\n'), isClosed });
    this.#code = [];
    this.#fence = null;
  }

  #openTable(head: string, delimiters: string): void {
    this.#flush();
    this.#table = { kind: 'table', head, alignments: readAlignments(delimiters), rows: [] };
  }

  #endTable(): void {
    if (!this.#table) return;
    // The delimiter line was added as the first row.
    this.#blocks.push({ ...this.#table, rows: this.#table.rows.slice(1) });
    this.#table = null;
  }

  #add(line: string): void {
    this.#lines.push(line);
    const { lines, characters, marks } = this.#size;
    this.#size = { lines: lines + 1, characters: characters + line.length, marks: marks + countMarks(line) };
  }

  #flush(): void {
    const source = this.#lines.join('\n').trimEnd();
    if (source !== '') this.#blocks.push({ kind: isTooHard(source) ? 'plain' : 'text', source });
    this.#lines = [];
    this.#size = EMPTY;
    this.#isList = false;
    this.#innerFence = null;
  }
}

const isRow = (line: string): boolean =>
  !BLANK.test(line) &&
  !INDENTED_CODE.test(line) &&
  !HEADING.test(line) &&
  !QUOTE.test(line) &&
  !LIST_MARKER.test(line) &&
  openFence(line) === null;
