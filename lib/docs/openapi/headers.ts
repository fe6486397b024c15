import type { Messages } from '#lib/i18n/messages.ts';

/** What answers carry beside their body, in English as the document has it. */
export const HEADERS = {
  'x-request-id': 'Names the request and its receipt. Quote it to support.',
  'x-tokenhub-cost': 'What the answer cost in US dollars, as exact decimal text. A stream says it in its last chunk.',
  'x-tokenhub-adjusted': 'What was sent otherwise than you wrote it, as `temperature=dropped`.',
} as const;

export type HeaderName = keyof typeof HEADERS;

export const ANSWER_HEADERS = ['x-request-id'] as const satisfies readonly HeaderName[];
export const CHAT_HEADERS = Object.keys(HEADERS) as HeaderName[];

/** A header's name as a message key. */
export type HeaderKey = keyof Messages['reference']['headers'];
export const toHeaderKey = (name: HeaderName) => name.replaceAll('-', '_') as HeaderKey;
