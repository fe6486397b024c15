import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { BodyChunks } from './body-chunks.ts';

const PIECE = 65_536;

function bodyOf(pieces: number) {
  const sent = { bytes: 0 };
  const message = Readable.from(
    (function* () {
      for (let index = 0; index < pieces; index++) {
        sent.bytes += PIECE;
        yield Buffer.alloc(PIECE, index);
      }
    })(),
  );
  return { sent, chunks: new BodyChunks(Object.assign(message, { complete: true }) as unknown as IncomingMessage) };
}

it('stops reading from the sender while there is no reader, and delivers all of the body in the end', async () => {
  const { sent, chunks } = bodyOf(200);
  await chunks.next();
  for (let round = 0; round < 500; round++) await turn();
  expect(sent.bytes).toBeLessThan(2 * 1_048_576);
  let bytes = PIECE;
  for await (const chunk of chunks) bytes += chunk.byteLength;
  expect(bytes).toBe(200 * PIECE);
});

it('hands a body over as it was sent', async () => {
  const { chunks } = bodyOf(40);
  const first = [];
  for await (const chunk of chunks) first.push(chunk[0]);
  expect(first).toEqual(Array.from({ length: 40 }, (_, index) => index));
});
