import 'server-only';
import { env } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import { readBody, tooLarge } from '#lib/http/read-body.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { createBodyMemory, SMALL_BODY_BYTES } from './body-memory.ts';
import type { RequestBody } from './core/incoming-request.ts';
import type { GatewayRequest } from './http.ts';
import { requireMoney } from './payers/require-money.ts';

const memory = createBodyMemory({ totalBytes: env.BODY_MEMORY_BYTES, maxBodyBytes: env.MAX_BODY_BYTES });

/**
 * Opens a customer's body, within the memory for bodies and the sender's means to pay.
 * @throws AppError when the headers already show that it is not acceptable
 */
export function openBody(request: GatewayRequest, principal: Principal): RequestBody {
  requireJson(request);
  const declared = declaredBytes(request);
  const lease = memory.open(principal);
  let isPayable = principal.mode === 'test';

  async function admitLarge(bytes: number): Promise<void> {
    if (!isPayable) await requireMoney(principal);
    isPayable = true;
    lease.growTo(bytes);
  }

  const admit = (bytes: number) => (bytes > SMALL_BODY_BYTES ? admitLarge(bytes) : undefined);
  const limits = { maxBytes: env.MAX_BODY_BYTES, timeoutMs: env.BODY_TIMEOUT_MS, admit };
  return {
    declaredBytes: declared,
    async read() {
      await admit(declared);
      return readBody(request.body, limits).catch(explainSize);
    },
    release: lease.release,
  };
}

/** Bodies that readers try in the documentation are short. */
const TRIAL_BODY_BYTES = 1_048_576;

/** Opens the body of a trial. @throws AppError when the headers already show that it is not acceptable */
export function openTrialBody(request: GatewayRequest): RequestBody {
  requireJson(request);
  const limits = { maxBytes: TRIAL_BODY_BYTES, timeoutMs: env.BODY_TIMEOUT_MS };
  return { declaredBytes: declaredBytes(request), read: () => readBody(request.body, limits), release: () => {} };
}

/** Wraps a value of our own as a body. */
export const bodyOf = (value: object): RequestBody => {
  const bytes = Buffer.from(JSON.stringify(value));
  return { declaredBytes: bytes.length, read: async () => bytes, release: () => {} };
};

/** The size that the sender declares; 0 without one. */
const declaredBytes = (request: GatewayRequest): number => Number(request.header('content-length') ?? 0) || 0;

/** @throws AppError when the headers already show that the body is not acceptable, before it is read */
function requireJson(request: GatewayRequest): void {
  const encoding = request.header('content-encoding');
  if (encoding && encoding !== 'identity') {
    throw new AppError('unsupported_media_type', 'Compressed request bodies are not accepted. Send the JSON as it is.');
  }
  const type = request.header('content-type') ?? 'application/json';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new AppError('unsupported_media_type', 'Send the body as JSON, with `content-type: application/json`.');
  }
  if (declaredBytes(request) > env.MAX_BODY_BYTES) explainSize(tooLarge(env.MAX_BODY_BYTES));
}

/** Agents shorten a conversation when the error tells them to. */
function explainSize(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== 'request_too_large') throw error;
  throw new AppError(
    error.code,
    `${error.message} Please reduce the length of the messages, or the size of files in them.`,
  );
}
