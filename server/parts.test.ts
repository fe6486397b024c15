import { expect, it, vi } from 'vitest';
import { Parts } from './parts.ts';

const part = (name: string, stopped: string[]) => ({ stop: async () => void stopped.push(name) });

it('stops in reverse order of the start, and waits for each', async () => {
  const [parts, stopped] = [new Parts(), [] as string[]];
  for (const name of ['data', 'database', 'gateway']) parts.keep(part(name, stopped));
  const onAbort = vi.fn();
  parts.signal.addEventListener('abort', onAbort);
  await parts.stop();
  expect(stopped).toEqual(['gateway', 'database', 'data']);
  expect(onAbort).toHaveBeenCalledOnce();
});

it('stops a part that is started after the stop, and aborts the start', async () => {
  const [parts, stopped] = [new Parts(), [] as string[]];
  await parts.stop();
  expect(() => parts.keep(part('late', stopped))).toThrow('aborted');
  expect(stopped).toEqual(['late']);
});

it('goes on stopping when one part fails to', async () => {
  const [parts, stopped] = [new Parts(), [] as string[]];
  const onError = vi.spyOn(console, 'error').mockImplementation(() => {});
  parts.keep(part('data', stopped));
  parts.keep({ stop: () => Promise.reject(new Error('no')) });
  await parts.stop();
  expect(stopped).toEqual(['data']);
  expect(onError).toHaveBeenCalledOnce();
  onError.mockRestore();
});
