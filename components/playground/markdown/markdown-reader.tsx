'use client';

import { memo } from 'react';
import remend, { type RemendOptions } from 'remend';
import { AnswerCode } from './answer-code.tsx';
import { AnswerTable } from './answer-table.tsx';
import { BlockBoundary } from './block-boundary.tsx';
import { withDefinitions } from './definitions.ts';
import { toElements } from './elements.tsx';
import type { MarkdownProps } from './markdown.tsx';
import { type Block, splitBlocks } from './split-blocks.ts';

/** Closes unclosed marks of a streaming block. An incomplete address stays text. */
const REPAIRS: RemendOptions = { linkMode: 'text-only', images: true, htmlTags: false, katex: false };

export default function MarkdownReader({ text, isStreaming }: MarkdownProps) {
  const blocks = withDefinitions(splitBlocks(text));
  return (
    <div data-slot="markdown" dir="auto" className="grid min-w-0 grid-cols-1 gap-3 break-words text-14/6">
      {blocks.map((block, index) => {
        const isOpen = isStreaming && index === blocks.length - 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end
          <BlockBoundary key={index} source={sourceOf(block)}>
            <MarkdownBlock block={isOpen ? repaired(block) : block} isOpen={isOpen} />
          </BlockBoundary>
        );
      })}
      {isStreaming && blocks.at(-1)?.kind !== 'text' && (
        <span aria-hidden className="h-4 w-1.5 animate-breathe rounded-[1px] bg-live" />
      )}
    </div>
  );
}

const repaired = (block: Block): Block =>
  block.kind === 'text' ? { ...block, source: remend(block.source, REPAIRS) } : block;

function sourceOf(block: Block): string {
  if (block.kind === 'code') return block.code;
  return block.kind === 'table' ? [block.head, ...block.rows].join('\n') : block.source;
}

/** Each chunk of an answer creates new block objects, so memoisation compares their content. */
const MarkdownBlock = memo(
  function MarkdownBlock({ block, isOpen }: { block: Block; isOpen: boolean }) {
    switch (block.kind) {
      case 'text':
        return <div className={isOpen ? OPEN_PROSE : PROSE}>{toElements(block.source)}</div>;
      case 'plain':
        return <p className="whitespace-pre-wrap">{block.source}</p>;
      case 'code':
        return <AnswerCode language={block.language} code={block.code} isOpen={isOpen && !block.isClosed} />;
      case 'table':
        return <AnswerTable table={block} />;
    }
  },
  (before, after) => before.isOpen === after.isOpen && isSame(before.block, after.block),
);

const PROSE = 'grid min-w-0 grid-cols-1 gap-3';

/** The caret follows the last word, which may be in a list item. */
const OPEN_PROSE = `${PROSE} [&>:last-child:not(ol,ul)]:after:live-caret [&>:is(ol,ul):last-child>li:last-child]:after:live-caret`;

function isSame(a: Block, b: Block): boolean {
  if (a.kind === 'code')
    return b.kind === 'code' && a.code === b.code && a.language === b.language && a.isClosed === b.isClosed;
  if (a.kind === 'table')
    return (
      b.kind === 'table' && a.head === b.head && a.rows.length === b.rows.length && a.rows.at(-1) === b.rows.at(-1)
    );
  return a.kind === b.kind && a.source === b.source;
}
