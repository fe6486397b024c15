import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import type { Model } from '#lib/models/model.ts';
import { type Cut, cutAtLength, cutAtStop, tokensOf } from './cut.ts';
import { type DraftBlock, draftAnswer } from './draft.ts';
import { newWireId } from './message.ts';
import type { Scenario } from './scenario.ts';
import { signThinking } from './thinking.ts';
import { countPrompt } from './tokens.ts';

/** A block of the answer. `json` is the streamed text of a tool's arguments, even if it is cut or invalid. */
export type AnswerBlock =
  | { type: 'text'; text: string }
  | { type: 'thinking'; thinking: string; signature: string }
  | { type: 'redacted_thinking'; data: string }
  | { type: 'tool_use'; id: string; name: string; json: string; isCut: boolean };

export interface SandboxAnswer {
  blocks: AnswerBlock[];
  stopReason: string;
  stopSequence: string | null;
  stopDetails: { type: 'refusal'; category: string; explanation: string } | null;
  outputTokens: number;
  thinkingTokens: number;
}

const REFUSAL = {
  type: 'refusal',
  category: 'cyber',
  explanation: 'The sandbox was told to refuse this request.',
} as const;

const isThought = (block: DraftBlock): boolean => block.type === 'thinking' || block.type === 'redacted_thinking';

const sumTokens = (blocks: readonly DraftBlock[]): number => blocks.reduce((sum, block) => sum + tokensOf(block), 0);

function toBlock(block: Cut['blocks'][number]): AnswerBlock {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: block.text };
    case 'thinking': {
      const thinking = block.isShown ? block.text : '';
      return { type: 'thinking', thinking, signature: signThinking(thinking, block.text) };
    }
    case 'redacted_thinking':
      return { type: 'redacted_thinking', data: Buffer.from(block.text).toString('base64') };
    case 'tool_use':
      return {
        type: 'tool_use',
        id: newWireId('toolu'),
        name: block.name,
        json: block.json,
        isCut: block.isCut === true,
      };
  }
}

function reasonOf({ blocks, stop }: Cut, isWindowFull: boolean): string {
  if (stop === 'length') return isWindowFull ? 'model_context_window_exceeded' : 'max_tokens';
  if (stop) return 'stop_sequence';
  return blocks.some((block) => block.type === 'tool_use') ? 'tool_use' : 'end_turn';
}

const halve = (blocks: DraftBlock[]): DraftBlock[] => cutAtLength({ blocks }, Math.ceil(sumTokens(blocks) / 2)).blocks;

/** The answer to an accepted request; deterministic apart from ids. */
export function answer(request: MessagesRequest, model: Model, scenario: Scenario): SandboxAnswer {
  const draft = scenario.refusal === 'at-once' ? [] : draftAnswer({ request, model, scenario });
  const halved = scenario.halved || scenario.refusal === 'midway' ? halve(draft) : draft;
  const window = model.contextTokens - countPrompt(request);
  const cut = cutAtLength(cutAtStop(halved, request.stop_sequences ?? []), Math.min(request.max_tokens, window));
  const refused = scenario.refusal !== undefined;
  return {
    blocks: cut.blocks.map(toBlock),
    stopReason: refused ? 'refusal' : (scenario.stopReason ?? reasonOf(cut, window < request.max_tokens)),
    stopSequence: !refused && typeof cut.stop === 'object' ? cut.stop.sequence : null,
    stopDetails: refused ? REFUSAL : null,
    // Even an empty answer has a token, unless the request only warms the cache.
    outputTokens: Math.min(Math.max(sumTokens(cut.blocks), 1), request.max_tokens),
    thinkingTokens: sumTokens(cut.blocks.filter(isThought)),
  };
}
