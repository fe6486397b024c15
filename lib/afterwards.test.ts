import { expect, it, vi } from 'vitest';
import { afterwards, afterwardsDone } from './afterwards.ts';
import { log } from './log.ts';

it('begins when the caller has gone on, and is waited for with all that it leads to', async () => {
  const seen: string[] = [];
  afterwards({ event: 'outer' }, async () => {
    afterwards({ event: 'inner' }, async () => seen.push('inner'));
    seen.push('outer');
  });
  await Promise.resolve();
  expect(seen).toEqual([]);
  await afterwardsDone();
  expect(seen).toEqual(['outer', 'inner']);
});

it('logs a failure, and goes on', async () => {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => {});
  const err = new Error('away');
  afterwards({ event: 'mail_failed' }, () => Promise.reject(err));
  await afterwardsDone();
  expect(logged).toHaveBeenCalledWith({ event: 'mail_failed', err });
});
