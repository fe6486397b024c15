import type { TextBlock } from '#lib/gateway/messages/request.ts';

/** Upstream refuses a text block that is empty, or that is whitespace and stands alone. */
export const isBlank = (text: string): boolean => text.trim() === '';

export const textBlock = (text: string): TextBlock => ({ type: 'text', text });
