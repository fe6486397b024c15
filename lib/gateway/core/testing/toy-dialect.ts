import { AppError } from '#lib/errors.ts';
import type { MessagesResponse } from '#lib/gateway/messages/response.ts';
import { measureRequest } from '#lib/gateway/messages/worst-case.ts';
import type { Dialect } from '../dialect.ts';

interface ToyBody {
  ask: string;
  live: boolean;
}

interface ToyPlan {
  isShouted: boolean;
}

/** For tests: a dialect known to its own value alone. Answers are lines that end with a full stop and the cost. */
export const toy: Dialect<ToyBody, ToyPlan> = {
  name: 'toy',
  parse({ value }) {
    const { ask, live = false } = value as Partial<ToyBody>;
    if (!ask) throw new AppError('missing_required_parameter', 'Ask something.', { param: 'ask' });
    const facts = { endUser: null, abuseId: null, metadata: null, mayAdjust: true };
    return { ...facts, model: 'claude-haiku-4-5', isStreamed: live, body: { ask, live } };
  },
  toMessages({ body: { ask, live } }, { model, upstreamModel = model.id }) {
    const content = [{ type: 'text' as const, text: ask }];
    const body = { model: upstreamModel, max_tokens: 100, messages: [{ role: 'user' as const, content }] };
    const plan = { isShouted: ask.endsWith('!') };
    const sent = live ? { ...body, stream: true } : body;
    return { body: sent, plan, adjustments: [], bound: measureRequest(body, 'none', model), repeatTokens: 0 };
  },
  adjust: () => null,
  openFold({ translated: { plan } }) {
    let hasDelivered = false;
    return {
      push(event) {
        if (event.type !== 'content_block_delta' || event.delta.type !== 'text_delta') return '';
        hasDelivered = true;
        return `${spoken(event.delta.text, plan)}\n`;
      },
      get hasDelivered() {
        return hasDelivered;
      },
      end: () => ({ finishReason: 'done', encode: (_, cost) => `. ${cost}\n` }),
    };
  },
  readWhole: (message, { translated: { plan } }) => ({
    finishReason: 'done',
    repeat: null,
    encode: (cost) => `${spoken(textOf(message), plan)}\n. ${cost}\n`,
  }),
  explainBadRequest: () => new AppError('invalid_value', 'That cannot be asked.'),
  encodeError: (error, { requestId }) => ({ status: 418, headers: {}, body: `! ${String(error)} ${requestId}` }),
  encodeErrorEvent: (error) => `! ${String(error)}\n`,
};

const spoken = (text: string, { isShouted }: ToyPlan): string => (isShouted ? text.toUpperCase() : text);

const textOf = ({ content }: MessagesResponse): string =>
  content.map((block) => (block.type === 'text' ? block.text : '')).join('');
