import { expect, it } from 'vitest';
import { findFreePort } from './local-port.ts';

it('gives no port twice, though nobody has listened on the first yet', async () => {
  const ports: number[] = [];
  for (let count = 0; count < 1_000; count += 1) ports.push(await findFreePort());
  expect(new Set(ports).size).toBe(1_000);
});
