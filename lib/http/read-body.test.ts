import { expect, it } from 'vitest';
import { readBody } from './read-body.ts';

const bytes = (...parts: string[]) =>
  (async function* () {
    for (const part of parts) yield Buffer.from(part);
  })();

const limits = { maxBytes: 10, timeoutMs: 60_000 };

it('joins the pieces of a body', async () => {
  expect((await readBody(bytes('{"a"', ':1}'), limits)).toString()).toBe('{"a":1}');
  expect((await readBody(bytes(), limits)).length).toBe(0);
});

it('refuses a body as soon as it is too large, without reading on (F1)', async () => {
  let pieces = 0;
  const endless = (async function* () {
    for (;;) {
      pieces += 1;
      yield Buffer.alloc(4);
    }
  })();
  await expect(readBody(endless, limits)).rejects.toMatchObject({ code: 'request_too_large' });
  expect(pieces).toBe(3);
});

it('cuts a sender that is too slow (F2)', async () => {
  const silent: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) };
  await expect(readBody(silent, { ...limits, timeoutMs: 5 })).rejects.toMatchObject({ code: 'request_timeout' });
});
