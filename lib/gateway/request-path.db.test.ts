import { once } from 'node:events';
import { createServer } from 'node:http';
import { type Profiler, Session } from 'node:inspector';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { customer, gateway } from '#lib/testing/gateway-suite.ts';

const plain = {
  model: 'claude-sonnet-4-6',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Hello' },
  ],
  max_tokens: 20,
  temperature: 0.5,
};

/** Files on the path that see a header, a name, a size or a clock, but nothing of the body or its translation. */
const BESIDE_THE_BODY = [
  'lib/gateway/authenticate.ts',
  'lib/gateway/body-memory.ts',
  'lib/gateway/core/attempt-log.ts',
  'lib/gateway/core/context.ts',
  'lib/gateway/dialects/chat/request/tool-calls.ts',
  'lib/gateway/limiters.ts',
  'lib/gateway/messages/adjustment.ts',
  'lib/gateway/routing.ts',
  'lib/http/forwarded-address.ts',
  'server/client-address.ts',
];

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MOST_FILES = 25;

it(`the body of a plain request crosses at most ${MOST_FILES} files from the public server to its hold`, async () => {
  // Reads the environment, so it is imported after the suite has set it.
  const { passToGateway } = await import('#server/node-adapter.ts');
  const server = createServer((message, response) => {
    void passToGateway(message, response, { handle: gateway.handle, clientStallTimeoutMs: 5_000, trustedProxies: 0 });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/chat/completions`;
  const headers = { authorization: `Bearer ${customer.secret}`, 'content-type': 'application/json' };
  const ask = async () => (await fetch(url, { method: 'POST', headers, body: JSON.stringify(plain) })).text();
  gateway.useSandbox();
  await ask(); // runs all one-time initialisation
  const entered = await enteredUntilHold(ask);
  server.close();

  expect(entered).toEqual(expect.arrayContaining(BESIDE_THE_BODY));
  const crossed = entered.filter((file) => !BESIDE_THE_BODY.includes(file));
  expect(crossed.length, crossed.join('\n')).toBeLessThanOrEqual(MOST_FILES);
});

/** The files of the gateway and its public server with a function that runs before the hold is placed. */
async function enteredUntilHold(ask: () => Promise<unknown>): Promise<string[]> {
  const { accountPayer } = await import('./payers/account.ts');
  const session = new Session();
  session.connect();
  let coverage: Profiler.ScriptCoverage[] = [];
  const { reserve } = accountPayer;
  vi.spyOn(accountPayer, 'reserve').mockImplementation(async (prepared) => {
    const reservation = await reserve(prepared);
    session.post('Profiler.takePreciseCoverage', (_, { result }) => {
      coverage = result;
    });
    return reservation;
  });
  session.post('Debugger.enable');
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await ask();
  const entered = coverage.filter((script) => isOurs(script.url) && runsCode(script, session)).map(toPath);
  session.disconnect();
  return entered.sort();
}

const toPath = ({ url }: { url: string }): string => url.replace(/^file:\/\//, '').slice(ROOT.length);

const isOurs = (url: string): boolean =>
  url.includes(ROOT) && /^(?:lib\/gateway\/(?!providers|.*test)|lib\/http\/|server\/)/.test(toPath({ url }));

/** Importing a module does not count as running code. */
function runsCode({ scriptId, functions }: Profiler.ScriptCoverage, session: Session): boolean {
  let source = '';
  session.post('Debugger.getScriptSource', { scriptId }, (_, answer) => {
    source = answer.scriptSource;
  });
  const isExport = (code: string) => /^\(\) => \{ try \{ return \w+ \} catch \{\} \}$/.test(code);
  return functions.some(
    ({ ranges: [range] }) =>
      range !== undefined && range.count > 0 && !isExport(source.slice(range.startOffset, range.endOffset)),
  );
}
