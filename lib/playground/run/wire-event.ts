import { isObject, parseJsonText } from '../request/json-text.ts';
import type { Adjustment } from '../wire.ts';

/** The server's events of a run, in order. `t` is milliseconds since the server received the request. */
export type WireEvent =
  | {
      event: 'prepared';
      requestId: string;
      openai: unknown;
      anthropic: unknown;
      adjustments: Adjustment[];
    }
  | { event: 'upstream'; t: number; raw: string }
  /** `data` is the chunk that an API client would receive, byte for byte. */
  | { event: 'chunk'; t: number; data: string }
  | { event: 'problem'; error: RunError }
  | { event: 'settled'; receipt: Receipt; balance: string }
  | { event: 'end' };

/** An error in the API's form. */
export interface RunError {
  message: string;
  code: string | null;
  param: string | null;
}

/** The fields of an API receipt that a run needs. */
export interface Receipt {
  cost_usd: string;
  first_token_ms?: number | null;
  duration_ms?: number | null;
  [field: string]: unknown;
}

/** Parses an event of the stream; null for an event that this version does not know. */
export function parseWireEvent(event: string, data: string): WireEvent | null {
  const fields = data === '' ? {} : parseJsonText(data);
  if (!isObject(fields)) return null;
  switch (event) {
    case 'prepared':
      return {
        event,
        ...{ requestId: textOf(fields.requestId), openai: fields.openai, anthropic: fields.anthropic },
        adjustments: Array.isArray(fields.adjustments) ? fields.adjustments : [],
      };
    case 'upstream':
      return { event, t: numberOf(fields.t), raw: textOf(fields.raw) };
    case 'chunk':
      return { event, t: numberOf(fields.t), data: textOf(fields.data) };
    case 'problem':
      return { event, error: toRunError(fields.error) };
    case 'settled':
      return isReceipt(fields.receipt) ? { event, receipt: fields.receipt, balance: textOf(fields.balance) } : null;
    case 'end':
      return { event };
    default:
      return null;
  }
}

export function toRunError(error: unknown): RunError {
  const { message, code, param } = isObject(error) ? error : {};
  return { message: textOf(message), code: textOf(code) || null, param: textOf(param) || null };
}

const isReceipt = (value: unknown): value is Receipt => isObject(value) && typeof value.cost_usd === 'string';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
