import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Customer } from '#lib/testing/factories.ts';
import { openTestGateway, type TestGateway } from '#lib/testing/gateway.ts';
import { usageOf } from '#lib/testing/receipts.ts';
import { findFreePort } from './local-port.ts';
import type { TestPublicServer } from './testing/public-server.ts';

const CALLS = 40;
const SECRET = 'of the public server';

let gateway: TestGateway;
let customer: Customer;
let testKey: string;
let publicServer: TestPublicServer;
let free: ChildProcess;

beforeAll(async () => {
  gateway = await openTestGateway();
  gateway.useSandbox();
  customer = await gateway.createCustomer();
  testKey = (await gateway.addKey(customer.accountId, { mode: 'test' })).secret;
  // These read the environment, so they are imported after the gateway has set it.
  const [{ openTestPublicServer }, { createFreeLane }] = await Promise.all([
    import('./testing/public-server.ts'),
    import('./free-lane.ts'),
  ]);
  const [port, sandboxPort] = [await findFreePort(), await findFreePort()];
  free = fork(join(import.meta.dirname, 'free-gateway.ts'), [String(port), String(sandboxPort)], {
    env: {
      ...process.env,
      TOKENHUB_SANDBOX_URL: `http://127.0.0.1:${sandboxPort}`,
      DATABASE_POOL: '4',
      TOKENHUB_PORTAL_SECRET: SECRET,
    },
  });
  await once(free, 'message');
  const freeLane = createFreeLane({
    publicUrl: new URL('http://localhost:3000'),
    trustedProxies: 0,
    secret: SECRET,
    url: `http://127.0.0.1:${port}`,
  });
  publicServer = await openTestPublicServer(gateway.handle, { freeLane });
});
afterAll(async () => {
  free.send('stop');
  await once(free, 'exit');
  await publicServer.close();
  await gateway.close();
});

const BODY = JSON.stringify({ model: 'anthropic/claude-haiku-4-5', messages: [{ role: 'user', content: 'Hello' }] });

const call = (secret: string) =>
  fetch(`${publicServer.url}/api/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: BODY,
  });

const callOften = (secret: string) => Array.from({ length: CALLS }, async () => (await call(secret)).status);
const ALL_ANSWERED = Array.from({ length: CALLS }, () => 200);

it('answers paid calls while free work fails, and free work afterwards', async () => {
  expect(getPriority(free.pid as number)).toBeGreaterThan(getPriority());
  let answeredFree = 0;
  free.kill('SIGSTOP');
  const waiting = callOften(testKey).map((status) => status.finally(() => answeredFree++));
  expect(await Promise.all(callOften(customer.secret))).toEqual(ALL_ANSWERED);
  expect(answeredFree).toBe(0);
  free.kill('SIGCONT');
  expect(await Promise.all(waiting)).toEqual(ALL_ANSWERED);
});

it('records free calls as calls of their key, at no cost', async () => {
  const requestId = (await call(testKey)).headers.get('x-request-id');
  expect(await usageOf(gateway, customer)).toContainEqual(
    expect.objectContaining({ request_id: requestId, mode: 'test', cost: 0n, status_code: 200 }),
  );
});
