import { createHash } from 'node:crypto';
import type { MessagesRequest, ThinkingDisplay } from '#lib/gateway/messages/request.ts';
import type { Model } from '#lib/models/model.ts';
import { lastUserTurn } from './request.ts';

/** Whether thinking is on for this request: asked for, or the model's habit. */
export function isThinking({ thinking }: Pick<MessagesRequest, 'thinking'>, { abilities }: Model): boolean {
  if (thinking) return thinking.type !== 'disabled';
  return ['adaptive-default', 'between-tools', 'always'].includes(abilities.thinking);
}

/** Whether this very answer begins with thinking: `between_tools` thinks only once a tool has answered. */
export function thinksNow(request: MessagesRequest, model: Model): boolean {
  if (!isThinking(request, model)) return false;
  if (request.thinking?.type !== 'between_tools') return true;
  return lastUserTurn(request.messages)?.blocks.some((block) => block.type === 'tool_result') ?? false;
}

/** Models without sampling (Opus 4.7 and everything later) keep their thoughts to themselves unless asked. */
export function displayOf({ thinking }: MessagesRequest, { abilities }: Model): ThinkingDisplay {
  const asked = thinking && 'display' in thinking ? thinking.display : undefined;
  return asked ?? (abilities.sampling === 'none' ? 'omitted' : 'summarized');
}

const HASH_BYTES = 64;
/** What upstream's signatures have around the thinking. */
const FRAME_BYTES = 176;

const hashThinking = (shown: string): Buffer =>
  createHash('sha512').update('sandbox thinking\n').update(shown).digest();

/**
 * A signature only this text has, so that a block that was edited on its way back is refused as upstream refuses it. Like
 * upstream's it is as long as all of the thinking, shown or not.
 */
export function signThinking(shown: string, whole = shown): string {
  const hash = hashThinking(shown);
  const rest = Buffer.alloc(FRAME_BYTES - HASH_BYTES + Buffer.byteLength(whole), hash);
  return Buffer.concat([hash, rest]).toString('base64');
}

export const isSignatureOf = (shown: string, signature: string): boolean =>
  Buffer.from(signature, 'base64').subarray(0, HASH_BYTES).equals(hashThinking(shown));
