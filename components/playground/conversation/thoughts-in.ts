import { isObject } from '#lib/playground/request/json-text.ts';

/** What a model thought, as far as it may be read: some of it is encrypted. */
export const thoughtsIn = (reasoning: readonly unknown[] = []): string =>
  reasoning.flatMap((block) => (isObject(block) && typeof block.text === 'string' ? block.text : [])).join('\n\n');
