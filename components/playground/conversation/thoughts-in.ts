import { isObject } from '#lib/playground/request/json-text.ts';

/** The readable part of a model's reasoning. Encrypted parts are left out. */
export const thoughtsIn = (reasoning: readonly unknown[] = []): string =>
  reasoning.flatMap((block) => (isObject(block) && typeof block.text === 'string' ? block.text : [])).join('\n\n');
