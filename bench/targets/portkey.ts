import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { canConnect, findFreePort } from '#server/local-port.ts';
import { startProgram, stopChild, waitUntil } from '../child.ts';
import { openAiShots, type Target } from './target.ts';

const PACKAGE = '@portkey-ai/gateway';
const MANIFEST = {
  private: true,
  dependencies: { [PACKAGE]: '1.15.2' },
  // With a newer adapter, which its range allows, it answers every stream with 500 (it appends to immutable headers).
  overrides: { '@hono/node-server': '1.13.8' },
};
const START_TIMEOUT_MS = 20_000;

/** Portkey's gateway from npm, installed into `folder`; headers name provider and upstream, as in its manual. */
export async function startPortkey(upstreamUrl: string, folder: string): Promise<Target> {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(MANIFEST));
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await promisify(execFile)('npm', ['install', '--prefix', folder, ...options]);
  const port = await findFreePort();
  const script = join(folder, 'node_modules', PACKAGE, 'build/start-server.js');
  const program = startProgram([script, '--headless', `--port=${port}`], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  await waitUntil(() => canConnect(port), { ...program, timeoutMs: START_TIMEOUT_MS });
  const headers = {
    authorization: 'Bearer bench',
    'x-portkey-provider': 'anthropic',
    'x-portkey-custom-host': `${upstreamUrl}/v1`,
  };
  return {
    name: 'portkey',
    processes: { gateway: [program.child.pid as number] },
    ...openAiShots({ origin: `http://127.0.0.1:${port}`, path: '/v1/chat/completions', headers }, 'claude-haiku-4-5'),
    stop: () => stopChild(program.child),
  };
}
