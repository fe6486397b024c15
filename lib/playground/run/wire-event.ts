import { isObject, parseJsonText } from '../request/json-text.ts';
import type { Adjustment } from '../wire.ts';

/** What the server tells of a run, in one order of time. `t` is milliseconds since the server took the request. */
export type WireEvent =
  | {
      event: 'prepared';
      requestId: string;
      openai: unknown;
      anthropic: unknown;
      adjustments: Adjustment[];
    }
  | { event: 'upstream'; t: number; raw: string }
  /** `data` is what a key would get, byte for byte. */
  | { event: 'chunk'; t: number; data: string }
  | { event: 'problem'; error: RunError }
  | { event: 'settled'; receipt: Receipt; balance: string }
  | { event: 'end' };

/** An error of the API, in its own form. */
export interface RunError {
  message: string;
  code: string | null;
  param: string | null;
}

/** A receipt as the API presents it; what a run needs of it. */
export interface Receipt {
  cost_usd: string;
  first_token_ms?: number | null;
  duration_ms?: number | null;
  [field: string]: unknown;
}

/** An event of the stream, or null for one that this version does not know. */
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
