import compile from 'icu-minify/compile';
import formatParsed from 'use-intl/format-message/format-only';

type Arguments = Parameters<typeof formatParsed>;
type Parsed = Arguments[1];

const known = new Map<string, Parsed>();

/**
 * next-intl's formatter on the server. It accepts plain messages and messages parsed for the browser, which client
 * components format here too. `next.config.ts` replaces next-intl's own by it.
 */
export default function formatMessage(key: string, message: Parsed, ...rest: [Arguments[2], Arguments[3]]) {
  return formatParsed(key, typeof message === 'string' ? parse(message) : message, ...rest);
}
formatMessage.raw = false;

function parse(message: string): Parsed {
  const parsed = known.get(message) ?? compile(message);
  known.set(message, parsed);
  return parsed;
}
