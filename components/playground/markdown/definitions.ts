import type { Block } from './split-blocks.ts';

/** Excludes footnotes, which begin with `^`. */
const DEFINITION = /^ {0,3}\[(?!\^)([^[\]\n]{1,200})\]:[ \t]*\S.*$/gm;
const REFERENCE = /\[([^[\]\n]{1,200})\]/g;
const MOST_DEFINITIONS = 200;

/** Appends to each block the link definitions it refers to, because they may be in another block. */
export function withDefinitions(blocks: readonly Block[]): readonly Block[] {
  const definitions = collect(blocks);
  if (definitions.size === 0) return blocks;
  return blocks.map((block) => {
    if (block.kind !== 'text' || !block.source.includes('[')) return block;
    const own = collect([block]);
    const labels = new Set([...block.source.matchAll(REFERENCE)].map(([, label = '']) => normalised(label)));
    const missing = [...labels].flatMap((label) => (own.has(label) ? [] : (definitions.get(label) ?? [])));
    return missing.length === 0 ? block : { ...block, source: `${block.source}\n\n${missing.join('\n')}` };
  });
}

/** The first definition of a label wins. */
function collect(blocks: readonly Block[]): Map<string, string> {
  const definitions = new Map<string, string>();
  for (const block of blocks) {
    if (block.kind !== 'text' || !block.source.includes(']:')) continue;
    for (const [line, label = ''] of block.source.matchAll(DEFINITION)) {
      const name = normalised(label);
      if (!definitions.has(name) && definitions.size < MOST_DEFINITIONS) definitions.set(name, line);
    }
  }
  return definitions;
}

const normalised = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase();
