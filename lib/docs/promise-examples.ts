import { STATUS_CODES } from 'node:http';
import { nanoUsd } from '#lib/billing/money.ts';
import { toErrorReply } from '#lib/gateway/dialects/chat/error.ts';
import { type TranslatedRequest, translateRequest } from '#lib/gateway/dialects/chat/request/to-messages.ts';
import { parseChatRequest } from '#lib/gateway/dialects/chat/schema/request.ts';
import { toAdjustmentHeader } from '#lib/gateway/messages/adjustment.ts';
import { worstCaseOf } from '#lib/gateway/messages/worst-case.ts';
import { toPaymentError } from '#lib/gateway/payers/payment-error.ts';
import { findModel, toApiId } from '#lib/models/find.ts';
import { modelNotFound } from '#lib/models/lifecycle.ts';
import type { Model } from '#lib/models/model.ts';
import { EXAMPLE_REQUEST_ID } from './openapi/operations.ts';

/** A request and the API's reply, built by the code of the API. */
export interface PromiseExample {
  request: string;
  reply: string;
}

const CAP = nanoUsd(5_000_000_000n);
const USED = nanoUsd(4_990_000_000n);

const KEY_CAP = { budgetId: 'bud_01kaf', subject: 'key', subjectId: 'key_01kaf', name: 'production' } as const;

/** A request whose worst case exceeds the $0.01 left of the key's cap. */
export function capExample(): PromiseExample {
  const { body, model, translated } = translateExample('claude-opus-5-5', { max_tokens: 4_000 });
  const refusal = {
    placed: false,
    reason: 'cap_reached',
    caps: [{ ...KEY_CAP, window: 'total', cap: CAP, used: USED, resetsAt: null }],
  } as const;
  return {
    request: toText(body),
    reply: failed(toPaymentError(refusal, worstCaseOf({ translated, model }))),
  };
}

/** A parameter that the model does not support, and the header that reports its removal. */
export function adjustmentExample(): PromiseExample {
  const { body, translated } = translateExample('claude-opus-4-7', { temperature: 0.2 });
  const headers = Object.entries(toAdjustmentHeader(translated.adjustments)).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return { request: toText(body), reply: [statusLine(200), ...headers].join('\n') };
}

/** The same parameter in a request that forbids adjustments. */
export function strictExample(): PromiseExample {
  const { body, model } = exampleFor('claude-opus-4-7', { temperature: 0.2, strict_params: true });
  try {
    translateRequest(parseChatRequest(body), { model });
  } catch (error) {
    return { request: toText(body), reply: failed(error) };
  }
  throw new Error('The example of a refusal was accepted.');
}

function translateExample(id: string, fields: object): { body: object; model: Model; translated: TranslatedRequest } {
  const { body, model } = exampleFor(id, fields);
  return { body, model, translated: translateRequest(parseChatRequest(body), { model }) };
}

function exampleFor(id: string, fields: object): { body: object; model: Model } {
  const model = findModel(id);
  if (!model) throw modelNotFound(id, new Date());
  const messages = [{ role: 'user', content: 'Why is the sky blue?' }];
  return { body: { model: toApiId(model), ...fields, messages }, model };
}

/** The request without its messages, which do not matter here. */
const toText = (body: object): string => JSON.stringify({ ...body, messages: [] }, null, 2).replace('[]', '[…]');

const statusLine = (status: number): string => `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;

/** The parts of an error that name its fix; it also has a `type`, a `doc_url`, the amounts and the request's id. */
function failed(error: unknown): string {
  const { status, headers, body } = toErrorReply(error, { requestId: EXAMPLE_REQUEST_ID });
  const { code, message } = JSON.parse(body).error;
  const retry = headers['x-should-retry'];
  const head = [statusLine(status), ...(retry ? [`x-should-retry: ${retry}`] : [])].join('\n');
  return `${head}\n\n${JSON.stringify({ error: { code, message } }, null, 2)}`;
}
