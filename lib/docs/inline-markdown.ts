export type Inline = { kind: 'text' | 'code' | 'strong'; text: string } | { kind: 'link'; text: string; href: string };

const PATTERN = /``(?<wide>.+?)``|`(?<code>[^`]+)`|\*\*(?<strong>[^*]+)\*\*|\[(?<label>[^\]]+)\]\((?<href>[^)]+)\)/g;

/** Parses the Markdown subset of table cells and short texts. Everything else is text. */
export function parseInline(source: string): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const match of source.matchAll(PATTERN)) {
    if (match.index > end) parts.push({ kind: 'text', text: source.slice(end, match.index) });
    parts.push(toInline(match.groups ?? {}));
    end = match.index + match[0].length;
  }
  if (end < source.length) parts.push({ kind: 'text', text: source.slice(end) });
  return parts;
}

function toInline({ wide, code, strong, label = '', href = '' }: Record<string, string | undefined>): Inline {
  const literal = wide ?? code;
  if (literal !== undefined) return { kind: 'code', text: literal.trim() };
  if (strong !== undefined) return { kind: 'strong', text: strong };
  return { kind: 'link', text: label, href };
}

/** The text without marks, for search and titles. */
export const toPlainText = (source: string): string =>
  parseInline(source)
    .map(({ text }) => text)
    .join('');
