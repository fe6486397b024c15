/** The customer's and upstream's names of the answering model. */
export interface ModelNames {
  model: string;
  upstreamModel: string;
}

const MAX_LENGTH = 1_500;
/** Far above the shown length, so that no private text is cut in half and missed; low enough for the patterns’ time. */
const MAX_READ = 4_000;

/** Patterns of the operator's accounts, keys, providers and money, most specific first. */
const PRIVATE: readonly [RegExp, string][] = [
  [/arn:aws[\w-]*:[^\s"',)]*/gi, '[resource]'],
  [/https?:\/\/[^\s"',)<>]*/gi, '[link]'],
  [/projects\/[^\s"',)]*/gi, '[resource]'],
  [/\b(?:sk|th|whsec)[-_][\w-]+/gi, '[key]'],
  [/\bbearer\s+\S+/gi, '[key]'],
  [/\b(?:req|msg|org|wrkspc|workspace|acct)_\w+/gi, '[id]'],
  [/\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi, '[id]'],
  [/\b\d{12}\b/g, '[id]'],
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '[address]'],
  [/(?:\bUSD\s?|\$)\d[\d,.]*\d|\$\d/gi, '[amount]'],
  [/\b(?:[\w-]+\.)*(?:anthropic|amazonaws|googleapis|azure)\.(?:com|net)\b[^\s"',)]*/gi, '[link]'],
  [/\b(?:[a-z]+\.)?anthropic\.claude-[\w.:-]+/gi, '[model]'],
];

/**
 * Makes upstream's text about a bad request safe to show.
 * @returns null when no readable text is left, such as for a proxy's HTML page.
 */
export function scrub(text: string, { model, upstreamModel }: ModelNames): string | null {
  const read = text.slice(0, MAX_READ);
  if (/<\/?[a-z!][^>]*>/i.test(read)) return null;
  // `anthropic/claude-…` holds upstream's name already: replacing that would double the prefix.
  const named = upstreamModel === '' || model.includes(upstreamModel) ? read : read.replaceAll(upstreamModel, model);
  const hidden = PRIVATE.reduce((clean, [pattern, word]) => clean.replace(pattern, word), named);
  const clean = hidden.replace(/\s+/g, ' ').trim();
  if (clean.length > MAX_LENGTH) return `${clean.slice(0, clean.lastIndexOf(' ', MAX_LENGTH))} …`;
  return clean === '' ? null : clean;
}
