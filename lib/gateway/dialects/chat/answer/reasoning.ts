import type { ReasoningDetail } from './completion.ts';

const FORMAT = 'anthropic-claude-v1';

/** A thinking block for replay. Its text is exact to the character, or the signature would no longer fit. */
export const toTextDetail = (text: string, signature: string, index: number): ReasoningDetail => ({
  type: 'reasoning.text',
  text,
  signature: signature || null,
  format: FORMAT,
  index,
});

/** A thinking block that upstream shows to nobody. */
export const toEncryptedDetail = (data: string, index: number): ReasoningDetail => ({
  type: 'reasoning.encrypted',
  data,
  format: FORMAT,
  index,
});
