import { createHash } from 'node:crypto';
import type { MessagesRequest, ThinkingDisplay } from '#lib/gateway/anthropic/request.ts';
import type { Model } from '#lib/models/model.ts';
import { lastUserTurn } from './turns.ts';

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

/** A signature only this text has, so that a block that was edited on its way back is refused as upstream refuses it. */
export const signThinking = (thinking: string): string =>
  createHash('sha512').update('sandbox thinking\n').update(thinking).digest('base64');
