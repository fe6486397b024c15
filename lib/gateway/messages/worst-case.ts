import type { NanoUsd } from '#lib/billing/money.ts';
import { inputTokenBound, maxCost } from '#lib/billing/pricing.ts';
import type { Model } from '#lib/models/model.ts';
import { REPEAT_TOKENS } from '../dialects/chat/json-repair.ts';
import type { TranslatedRequest } from '../dialects/chat/request/to-messages.ts';
import type { ChatRequest } from '../dialects/chat/schema/request.ts';

interface Sized {
  chat: Pick<ChatRequest, 'stream'>;
  translated: TranslatedRequest;
  model: Model;
}

/** Upstream calls its count an estimate. */
const COUNT_MARGIN = 1.1;
/** Hardly any text has more. */
const BYTES_PER_TOKEN_AT_MOST = 8;

/** The most a request can cost as far as its own size says, which is what is held for it. */
export const worstCaseOf = (sized: Sized): NanoUsd => costWith(sizeOf(sized) + repeatOf(sized), sized);

/** The most it can cost when upstream has counted `inputTokens`; never more than its size says. */
export function countedWorstCase(inputTokens: number, sized: Sized): NanoUsd {
  const bound = Math.min(Math.ceil(inputTokens * COUNT_MARGIN), sizeOf(sized));
  return costWith(bound + repeatOf(sized), sized);
}

/** What it will hardly cost less than, should it use all of its output; a PDF may be as good as empty. */
export function leastCaseOf({ translated, ...sized }: Sized): NanoUsd {
  const textual = { ...sized, translated: { ...translated, bound: { ...translated.bound, documents: 0 } } };
  return costWith(Math.floor(sizeOf(textual) / BYTES_PER_TOKEN_AT_MOST), textual);
}

const sizeOf = ({ translated, model: { contextTokens } }: Sized): number =>
  inputTokenBound({ ...translated.bound, contextTokens });

/** What a second question reads on top of the first: of the two, only the answer that is delivered is charged. */
const repeatOf = ({ chat, translated: { plan, body } }: Sized): number =>
  plan.json === 'object' && !chat.stream ? body.max_tokens + REPEAT_TOKENS : 0;

const costWith = (
  inputTokens: number,
  { translated: { body, bound }, model: { contextTokens, rates } }: Sized,
): NanoUsd =>
  maxCost({
    inputTokenBound: Math.min(inputTokens, contextTokens),
    maxOutputTokens: body.max_tokens,
    rates,
    cacheTtl: bound.cacheTtl,
  });
