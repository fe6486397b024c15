import { expect, it } from 'vitest';
import { findFreePort } from './local-port.ts';

it('never returns the same port twice, even before the first is listened on', async () => {
  const ports: number[] = [];
  for (let count = 0; count < 1_000; count += 1) ports.push(await findFreePort());
  expect(new Set(ports).size).toBe(1_000);
});
