import { createHash } from 'node:crypto';
import type { MessagesRequest, ThinkingDisplay } from '#lib/gateway/messages/request.ts';
import type { Model } from '#lib/models/model.ts';
import { lastUserTurn } from './request.ts';

/** Whether thinking is on for this request: requested, or the model's default. */
export function isThinking({ thinking }: Pick<MessagesRequest, 'thinking'>, { abilities }: Model): boolean {
  if (thinking) return thinking.type !== 'disabled';
  return ['adaptive-default', 'between-tools', 'always'].includes(abilities.thinking);
}

/** Whether this answer begins with thinking: `between_tools` thinks only after a tool result. */
export function thinksNow(request: MessagesRequest, model: Model): boolean {
  if (!isThinking(request, model)) return false;
  if (request.thinking?.type !== 'between_tools') return true;
  return lastUserTurn(request.messages)?.blocks.some((block) => block.type === 'tool_result') ?? false;
}

/** Models without sampling (Opus 4.7 and everything later) hide their thinking by default. */
export function displayOf({ thinking }: MessagesRequest, { abilities }: Model): ThinkingDisplay {
  const asked = thinking && 'display' in thinking ? thinking.display : undefined;
  return asked ?? (abilities.sampling === 'none' ? 'omitted' : 'summarized');
}

const HASH_BYTES = 64;
/** Bytes around the thinking in upstream's signatures. */
const FRAME_BYTES = 176;

const hashThinking = (shown: string): Buffer =>
  createHash('sha512').update('sandbox thinking\n').update(shown).digest();

/**
 * A signature of this text alone, so that a block that was edited on its way back is refused, as upstream does. Like
 * upstream's it is as long as the whole thinking, shown or not.
 */
export function signThinking(shown: string, whole = shown): string {
  const hash = hashThinking(shown);
  const rest = Buffer.alloc(FRAME_BYTES - HASH_BYTES + Buffer.byteLength(whole), hash);
  return Buffer.concat([hash, rest]).toString('base64');
}

export const isSignatureOf = (shown: string, signature: string): boolean =>
  Buffer.from(signature, 'base64').subarray(0, HASH_BYTES).equals(hashThinking(shown));
