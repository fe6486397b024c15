import 'server-only';
import { env } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import { type JsonText, parseJson } from '#lib/http/parse-json.ts';
import { readBody, tooLarge } from '#lib/http/read-body.ts';
import type { Principal } from '#lib/keys/principal.ts';
import type { GatewayRequest } from '../http.ts';
import { requireMoney } from '../payers/require-money.ts';
import { createBodyMemory, SMALL_BODY_BYTES } from './body-memory.ts';

const memory = createBodyMemory({ totalBytes: env.BODY_MEMORY_BYTES, maxBodyBytes: env.MAX_BODY_BYTES });

/** A body that was not read yet. What it takes of the memory for bodies, it takes until `release`. */
export interface RequestBody {
  /** @throws AppError when it is too large or too slow, when there is no room for it, or when nobody could pay for it */
  read(): Promise<Buffer>;
  release(): void;
}

export function openBody(request: GatewayRequest, principal: Principal): RequestBody {
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
    async read() {
      await admit(declaredBytes(request));
      return readBody(request.body, limits).catch(explainSize);
    },
    release: lease.release,
  };
}

/** What somebody tries out in the documentation is short. */
const TRIAL_BODY_BYTES = 1_048_576;

/** The JSON body of a trial. @throws AppError when it is too large, too slow or no JSON */
export async function readTrialJson(request: GatewayRequest): Promise<JsonText> {
  return parseJson(await readBody(request.body, { maxBytes: TRIAL_BODY_BYTES, timeoutMs: env.BODY_TIMEOUT_MS }));
}

/** What the sender says the body's size is; 0 when it does not say. */
export const declaredBytes = (request: GatewayRequest): number => Number(request.header('content-length') ?? 0) || 0;

/** @throws AppError when the headers say already that the body will not do, so that nobody need read it */
export function requireJson(request: GatewayRequest): void {
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

/** Agents shorten a conversation when they are told to. */
function explainSize(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== 'request_too_large') throw error;
  throw new AppError(
    error.code,
    `${error.message} Please reduce the length of the messages, or the size of files in them.`,
  );
}
