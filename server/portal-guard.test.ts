import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PROXY_SECRET_HEADER } from '#lib/http/internal-headers.ts';
import { servingUnderUs } from './child.ts';
import { exchangeRaw } from './testing/raw-client.ts';

/** A program like Next, which adds its listeners before it listens. */
const LIKE_NEXT = `
import { createServer } from 'node:http';
const server = createServer((message, response) => response.end('inside'));
server.on('upgrade', (message, socket) => socket.end('inside'));
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
`;

let folder: string;
let stop: () => void;
let port: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tokenhub-guard-'));
  const program = join(folder, 'like-next.mjs');
  writeFileSync(program, LIKE_NEXT);
  const { execArgv, env } = servingUnderUs({ ...process.env, TOKENHUB_PORTAL_SECRET: 'the secret' }, 'inside-next.ts');
  const child = fork(program, { env, execArgv: ['--disable-warning=ExperimentalWarning', ...execArgv] });
  stop = () => void child.disconnect(); // the program ends with its parent
  [port] = await once(child, 'message');
});

afterEach(() => {
  stop();
  rmSync(folder, { recursive: true });
});

const ask = async (header: string, more = '') => {
  const bytes = `GET /_next/x HTTP/1.1\r\nHost: x\r\n${header}${more}\r\n`;
  return (await exchangeRaw(port, [bytes], { deadlineMs: 10_000 })).text;
};

it('Next answers the public server and no other client', async () => {
  const upgrade = 'Connection: upgrade\r\nUpgrade: websocket\r\n';
  for (const more of ['', upgrade]) {
    expect(await ask(`${PROXY_SECRET_HEADER}: the secret\r\n`, more)).toContain('inside');
    for (const header of [
      '',
      `${PROXY_SECRET_HEADER}: the secreT\r\n`,
      `${PROXY_SECRET_HEADER}: \r\n`,
      'x-other: the secret\r\n',
    ])
      expect(await ask(header, more)).toBe('');
  }
  const followed = `${PROXY_SECRET_HEADER}: the secret\r\n\r\nGET /hidden HTTP/1.1\r\nHost: x\r\n`;
  expect((await ask(followed)).match(/inside/g)?.length ?? 0).toBeLessThan(2);
});
