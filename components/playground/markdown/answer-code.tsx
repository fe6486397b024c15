'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { Code, type CodeLanguage } from '#components/ui/code.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';

interface AnswerCodeProps {
  /** As the model named it; empty when it gave none. */
  language: string;
  code: string;
  /** The block is still streaming. */
  isOpen: boolean;
}

const LANGUAGES: Record<string, CodeLanguage> = {
  ...{ js: 'javascript', jsx: 'javascript', mjs: 'javascript', javascript: 'javascript' },
  ...{ ts: 'javascript', tsx: 'javascript', typescript: 'javascript' },
  ...{ py: 'python', python: 'python', json: 'json', jsonc: 'json' },
  ...{ sh: 'shell', bash: 'shell', shell: 'shell', zsh: 'shell', console: 'shell' },
};

/** Highlighting creates thousands of elements, so longer code has none. */
const MOST_COLOURED = 20_000;
const LONGEST_NAME = 32;

/** Code of an answer. It is highlighted once it is complete, because highlighting every chunk would freeze the page. */
export function AnswerCode({ language, code, isOpen }: AnswerCodeProps) {
  const t = useTranslations('common');
  const isPlain = isOpen || code.length > MOST_COLOURED;
  return (
    <div data-slot="answer-code" dir="ltr" className="min-w-0 overflow-hidden rounded-panel border bg-sunken">
      <div className="flex h-9 items-center justify-between gap-4 border-b ps-4 pe-0.5 touch:h-11">
        <span translate="no" className="truncate text-12 text-ink-muted">
          {language.slice(0, LONGEST_NAME)}
        </span>
        <CopyButton text={code} label={t('copyCode')} />
      </div>
      {isPlain ? <PlainCode code={code} /> : <Code code={code} language={languageOf(language)} />}
    </div>
  );
}

const languageOf = (name: string): CodeLanguage => LANGUAGES[name.toLowerCase()] ?? 'text';

const LINES_PER_PIECE = 50;

/** Split into pieces of some lines, so only the last piece is laid out again while the code grows. */
function PlainCode({ code }: { code: string }) {
  const lines = code.split('\n');
  const pieces = Array.from({ length: Math.ceil(lines.length / LINES_PER_PIECE) }, (_, index) =>
    lines.slice(index * LINES_PER_PIECE, (index + 1) * LINES_PER_PIECE).join('\n'),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be focusable
    <pre tabIndex={0} className="overflow-x-auto px-4 py-3 focus-visible:-outline-offset-2">
      <code translate="no" className="font-mono text-13 text-ink">
        {pieces.map((piece, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces are only ever added at the end
          <CodePiece key={index} text={piece} />
        ))}
      </code>
    </pre>
  );
}

const CodePiece = memo(({ text }: { text: string }) => <span className="block min-h-5">{text}</span>);
CodePiece.displayName = 'CodePiece';
