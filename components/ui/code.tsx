import { cn } from './class-names.ts';

const COLOURS: Record<CodeToken['kind'], string | undefined> = {
  plain: undefined,
  comment: 'text-ink-faint italic',
  string: 'text-success',
  keyword: 'text-tier-fable',
  number: 'text-tier-opus',
  variable: 'text-live-ink',
};

/** Highlighted code. It scrolls sideways and is focusable, so that the keyboard can scroll it. */
export function Code({ code, language, className }: { code: string; language: CodeLanguage; className?: string }) {
  let offset = 0;
  return (
    <pre
      data-slot="code"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be focusable
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

export type CodeLanguage = 'shell' | 'python' | 'javascript' | 'json' | 'text';

interface CodeToken {
  kind: 'plain' | 'comment' | 'string' | 'keyword' | 'number' | 'variable';
  text: string;
}

const STRING = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`;
const NUMBER = String.raw`\b\d[\d_]*(?:\.\d+)?\b`;

/** Tried in this order at each position. Text that no pattern matches stays plain. */
const GRAMMARS: Record<CodeLanguage, Partial<Record<CodeToken['kind'], string>>> = {
  shell: {
    comment: String.raw`(?<=^|\s)#.*`,
    variable: String.raw`\$\{?\w+\}?`,
    // A string ends before a variable, so that both are highlighted.
    string: String.raw`"(?:[^"\\$]|\\.)*"|"[^"\\$]*(?=\$)|(?<=\$\w+)"|'[^']*'`,
    keyword: String.raw`(?<=^|\n)(?:curl|export|npm|npx|pip|python|node)\b|(?<=\s)--?[A-Za-z][\w-]*`,
  },
  python: {
    comment: '#.*',
    string: String.raw`"""[\s\S]*?"""|${STRING}`,
    keyword: String.raw`\b(?:and|as|async|await|def|elif|else|except|False|finally|for|from|if|import|in|is|lambda|None|not|or|print|raise|return|True|try|while|with|yield)\b`,
    number: NUMBER,
  },
  javascript: {
    comment: String.raw`\/\/.*|\/\*[\s\S]*?\*\/`,
    string: `${STRING}|\`(?:[^\`\\\\]|\\\\.)*\``,
    keyword: String.raw`\b(?:as|async|await|break|case|catch|class|const|else|export|false|finally|for|from|function|if|import|in|let|new|null|of|return|switch|throw|true|try|type|undefined|while|yield)\b`,
    number: NUMBER,
  },
  json: { string: STRING, keyword: String.raw`\b(?:true|false|null)\b`, number: `-?${NUMBER}` },
  text: {},
};

/** Splits code into tokens. The joined tokens always equal the code. */
export function tokenize(code: string, language: CodeLanguage): CodeToken[] {
  const grammar = Object.entries(GRAMMARS[language]);
  if (grammar.length === 0) return [{ kind: 'plain', text: code }];
  const pattern = new RegExp(grammar.map(([kind, source]) => `(?<${kind}>${source})`).join('|'), 'g');
  const tokens: CodeToken[] = [];
  let end = 0;
  for (const match of code.matchAll(pattern)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: code.slice(end, match.index) });
    tokens.push({ kind: kindOf(match), text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < code.length) tokens.push({ kind: 'plain', text: code.slice(end) });
  return tokens;
}

function kindOf({ groups = {} }: RegExpMatchArray): CodeToken['kind'] {
  const [kind = 'plain'] = Object.entries(groups).find(([, text]) => text !== undefined) ?? [];
  return kind as CodeToken['kind'];
}
