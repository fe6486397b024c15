import 'server-only';
import pino from 'pino';
import { env } from '#lib/config/env.ts';
import { redactKeys } from '#lib/keys/secret.ts';

/** Fields of an event that may be logged. All others are dropped, so that no prompt, answer or secret reaches a log. */
const FIELDS = new Set(
  [
    'err event process child port url method route status code errorCode outcome reason signal count attempt kind key',
    'requestId accountId keyId userId holdId transactionId model upstream migrations',
    'latencyMs firstTokenMs durationMs delayMs retryAfterSeconds promptTokens completionTokens costNanoUsd heldNanoUsd',
  ].flatMap((names) => names.split(' ')),
);

/** The loggable fields of an event, with secrets in their text redacted. */
export function toLogFields(event: object): Record<string, unknown> {
  const kept = Object.entries(event).filter(([name]) => FIELDS.has(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, name === 'err' ? toLogError(value) : toLogValue(value)]),
  );
}

function toLogValue(value: unknown): unknown {
  if (typeof value === 'string') return redactKeys(value);
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'object' && value !== null ? '[object]' : value;
}

/** Message, stack and causes of an error. Other properties may quote a customer's request. */
function toLogError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: redactKeys(String(error)) };
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? { code: error.code } : {};
  return {
    name,
    message: redactKeys(message),
    ...code,
    stack: stack && redactKeys(stack),
    ...(cause !== undefined && { cause: toLogError(cause) }),
  };
}

/** One line of JSON per event, to standard output. */
export const log = pino(
  {
    level: env.LOG_LEVEL,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }), log: toLogFields },
    serializers: { err: (error: unknown) => error },
  },
  pino.destination({ dest: 1, sync: false }),
);
