import fc from 'fast-check';
import { toHtml } from 'hast-util-to-html';
import { describe, expect, it } from 'vitest';
import { withDefinitions } from './definitions.ts';
import { toTree } from './processor.ts';
import { type Block, splitBlocks } from './split-blocks.ts';

const kinds = (markdown: string) => splitBlocks(markdown).map(({ kind }) => kind);
const sources = (markdown: string) =>
  splitBlocks(markdown).map((block) => ('source' in block ? block.source : block.kind));

describe('an answer is cut', () => {
  it.each([
    ['a\nb\n\nc', ['a\nb', 'c']],
    ['# a\nb\n***\nc', ['# a', 'b', '***', 'c']],
    ['a\n===\nb', ['a\n===', 'b']],
    ['- a\n\n- b\n\n  c\n\nd', ['- a\n\n- b\n\n  c', 'd']],
    ['- a\n\n  ```\n  x\n\n  - y\n  ```\n- b\n\nc', ['- a\n\n  ```\n  x\n\n  - y\n  ```\n- b', 'c']],
    ['> a\n\n> b', ['> a', '> b']],
    ['    code\n\n    more', ['    code\n\n    more']],
    ['\n\n\na\n\n\n', ['a']],
    ['', []],
  ])('%j → %j', (markdown, expected) => expect(sources(markdown)).toEqual(expected));

  it.each([
    ['```js\na\n\nb\n```', [{ language: 'js', code: 'a\n\nb', isClosed: true }]],
    ['```\na', [{ language: '', code: 'a', isClosed: false }]],
    ['~~~py x\n```\n~~~~', [{ language: 'py', code: '```', isClosed: true }]],
    ['  ```\n  a\n b\n  ```', [{ code: 'a\nb', isClosed: true }]],
    ['````\n```\n````', [{ code: '```', isClosed: true }]],
    ['a\n```\nb\n```\nc', [{ source: 'a' }, { code: 'b' }, { source: 'c' }]],
    ['- a\n```\nb\n```', [{ source: '- a' }, { code: 'b' }]],
    ['``` a`b\nc', [{ source: '``` a`b\nc' }]],
  ])('around code: %j', (markdown, expected) => expect(splitBlocks(markdown)).toMatchObject(expected));

  it.each([
    [
      'a | b\n-|-:\n1 | 2\n3\n\nc',
      [{ head: 'a | b', alignments: [null, 'right'], rows: ['1 | 2', '3'] }, { source: 'c' }],
    ],
    [
      'x\n| a |\n| :-: |\n# b',
      [{ source: 'x' }, { head: '| a |', alignments: ['center'], rows: [] }, { source: '# b' }],
    ],
    ['| a | b |\n|--|\n', [{ source: '| a | b |\n|--|' }]],
  ])('around tables: %j', (markdown, expected) => expect(splitBlocks(markdown)).toMatchObject(expected));

  it('where a list or a paragraph gets long', () => {
    expect(kinds('- a\n'.repeat(100))).toHaveLength(4);
    expect(kinds('a\n'.repeat(150))).toHaveLength(3);
    expect(sources(`${'1. a\n'.repeat(25)}26. b`)[1]).toBe('26. b');
  });
});

describe('input that would take too long to parse', () => {
  it.each([
    ['brackets', '['.repeat(2_000)],
    ['quotes', '>'.repeat(50)],
    ['nested lists', '1. '.repeat(50)],
    ['deep indentation', `- a\n${' '.repeat(80)}- b`],
    ['emphasis', '*a '.repeat(400)],
    ['a paragraph without an end', 'a '.repeat(10_000)],
  ])('is plain: %s', (_, markdown) => expect(kinds(markdown)).toEqual(['plain']));

  it.each([
    ['a long paragraph', `${'The **quick** brown `fox` jumps. '.repeat(40)}`],
    ['a rich list', '- **Name** (`code_name`): see [the guide](https://a.example/b) and *this*.\n'.repeat(60)],
    ['names with underscores', 'Set `MAX_OUTPUT_TOKENS_PER_REQUEST` in the_config_file_of_yours.\n'.repeat(60)],
  ])('is not %s', (_, markdown) => expect(new Set(kinds(markdown))).toEqual(new Set(['text'])));

  it('is one plain block after four thousand blocks', () => {
    const blocks = splitBlocks('# a\n'.repeat(10_000));
    expect(blocks).toHaveLength(4_001);
    expect(blocks.at(-1)).toMatchObject({ kind: 'plain' });
  });
});

const line = fc.constantFrom('a', 'a **b** c', '`x | y`', '1 < 2 & 3', 'https://a.example', '_a', '\\*b', 'a  ');
const paragraph = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
const piece = fc.oneof(
  paragraph,
  fc.constantFrom(
    '# a',
    '## b #',
    '***',
    '---',
    'a\n---',
    '> a\n> b',
    '> - a\n> - b',
    '    code\n\n    more',
    '- [ ] a\n- [x] b',
  ),
  fc.constantFrom(
    '- a\n- b',
    '- a\n\n- b',
    '1. a\n   - b\n\n     c\n2. d',
    '- a\n\n  ```\n  x\n\n  y\n  ```',
    '* a\nb',
  ),
  fc.constantFrom(
    '```\na\n\nb\n```',
    '```js\n- a\n```',
    '~~~\n```\n~~~',
    '| a | b |\n|---|:-:|\n| 1 | `2` |\n| 3 |',
    '+ a\n\n\n+ b',
  ),
);
const document = fc
  .array(fc.tuple(piece, fc.constantFrom('\n', '\n\n', '\n\n\n')), { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.flat().join(''));

describe('any input', () => {
  it('renders the same in blocks as in one piece', () => {
    fc.assert(
      fc.property(document, (markdown) => {
        expect(
          plainHtml(
            splitBlocks(markdown)
              .map(toMarkdown)
              .map(toTree)
              .map((tree) => toHtml(tree))
              .join(''),
          ),
        ).toBe(plainHtml(toHtml(toTree(markdown))));
      }),
      { numRuns: 300 },
    );
  });

  it('changes only its last block when more lines are written', () => {
    fc.assert(
      fc.property(document, fc.nat(20), (markdown, lines) => {
        const begun = markdown.split('\n').slice(0, lines).join('\n');
        const before = splitBlocks(begun).slice(0, -1);
        expect(splitBlocks(markdown).slice(0, before.length)).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });
});

function toMarkdown(block: Block): string {
  if (block.kind === 'code') return `~~~~~ ${block.language}\n${block.code}\n~~~~~`;
  if (block.kind !== 'table') return block.source;
  const marks = { left: ':-', right: '-:', center: ':-:', none: '-' };
  const delimiters = block.alignments.map((alignment) => marks[alignment ?? 'none']).join('|');
  return [block.head, `|${delimiters}|`, ...block.rows].join('\n');
}

const plainHtml = (html: string): string => html.replace(/>\s+/g, '>').replace(/\s+</g, '<');

describe('definitions', () => {
  const read = (markdown: string) =>
    withDefinitions(splitBlocks(markdown)).map((block) => 'source' in block && block.source);

  it('are added to the blocks that use them', () => {
    expect(read('[a][x] and [Y]\n\nb\n\n[x]: https://a.example\n[y]:  https://b.example')).toEqual([
      '[a][x] and [Y]\n\n[x]: https://a.example\n[y]:  https://b.example',
      'b',
      '[x]: https://a.example\n[y]:  https://b.example',
    ]);
  });

  it('exclude footnotes', () => expect(read('a[^1]\n\n[^1]: b')).toEqual(['a[^1]', '[^1]: b']));
});
