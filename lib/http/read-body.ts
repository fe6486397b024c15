import { AppError } from '#lib/errors.ts';
import { within } from '#lib/within.ts';

export interface BodyLimits {
  maxBytes: number;
  timeoutMs: number;
  /** Called with the new total before each piece is kept; an error it throws ends the reading. */
  admit?: (bytes: number) => Promise<void> | undefined;
}

/**
 * Reads a body to its end.
 * @throws AppError `request_too_large` at the first excess byte, `request_timeout` when the sender is too slow
 */
export async function readBody(body: AsyncIterable<Uint8Array>, limits: BodyLimits): Promise<Buffer> {
  const { timeoutMs } = limits;
  const iterator = body[Symbol.asyncIterator]();
  const whole = gather(iterator, limits);
  try {
    return await within(timeoutMs, whole, () => {
      throw new AppError('request_timeout', `The request body did not arrive within ${timeoutMs / 1_000} s.`);
    });
  } finally {
    // Not awaited: a source that hangs in `next` would delay its `return` as well.
    iterator.return?.().catch(() => {});
  }
}

async function gather(iterator: AsyncIterator<Uint8Array>, { maxBytes, admit }: BodyLimits): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await iterator.next();
    if (done) return join(chunks, size);
    size += value.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    await admit?.(size);
    chunks.push(value);
  }
}

/** Nearly every body arrives in one piece, which needs no copy. */
function join(chunks: readonly Uint8Array[], size: number): Buffer {
  const [only] = chunks;
  if (!only || chunks.length > 1) return Buffer.concat(chunks, size);
  return Buffer.from(only.buffer, only.byteOffset, only.byteLength);
}

export const tooLarge = (maxBytes: number): AppError =>
  new AppError('request_too_large', `The request body is larger than ${Math.floor(maxBytes / 1_048_576)} MB.`);
