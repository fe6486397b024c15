import { cn } from './class-names.ts';
import { type CodeLanguage, type CodeToken, tokenize } from './code-tokens.ts';

const COLOURS: Record<CodeToken['kind'], string | undefined> = {
  plain: undefined,
  comment: 'text-ink-faint italic',
  string: 'text-success',
  keyword: 'text-tier-fable',
  number: 'text-tier-opus',
  variable: 'text-live-ink',
};

/** Coloured code. It scrolls sideways and can be reached by keyboard to do so. */
export function Code({ code, language, className }: { code: string; language: CodeLanguage; className?: string }) {
  let offset = 0;
  return (
    <pre
      data-slot="code"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable without a mouse
      tabIndex={0}
      className={cn('overflow-x-auto px-4 py-3 focus-visible:-outline-offset-2', className)}
    >
      <code translate="no" className="font-mono text-13 text-ink">
        {tokenize(code.trimEnd(), language).map(({ kind, text }) => {
          offset += text.length;
          return COLOURS[kind] ? (
            <span key={offset} className={COLOURS[kind]}>
              {text}
            </span>
          ) : (
            text
          );
        })}
      </code>
    </pre>
  );
}
