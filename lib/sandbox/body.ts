import { ApiError } from './errors.ts';
import type { Exchange } from './exchange.ts';

export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Returns the body as text. Too large a body is read to its end and discarded, so that the sender gets the 413. */
export async function readBody({ request, response, state }: Exchange): Promise<string> {
  const room = state.capacity.enter(response);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const keep = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) {
        chunks.length = 0;
        return;
      }
      try {
        room.addBytes(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        request.off('data', keep);
        reject(error);
      }
    };
    request.on('data', keep);
    request.on('end', () => {
      if (bytes > MAX_BODY_BYTES) reject(new ApiError('request_too_large', 'Request exceeds the maximum size'));
      else resolve(Buffer.concat(chunks).toString());
    });
    request.on('error', reject);
  });
}

export function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('invalid_request', 'The request body is not valid JSON');
  }
}
