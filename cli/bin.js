#!/usr/bin/env node
// Any Node starts this; the command itself needs Node 24, which npm brought, and options that only a new process can have.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const here = dirname(fileURLToPath(import.meta.url));

function findNode() {
  if (Number.parseInt(process.versions.node, 10) >= NEEDED) return process.execPath;
  const description = createRequire(import.meta.url).resolve('node/package.json');
  return join(dirname(description), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

const options = ['--conditions=react-server', '--disable-warning=ExperimentalWarning'];
const child = spawn(findNode(), [...options, join(here, 'tokenhub.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, LOG_LEVEL: 'silent' }, // standard output is for the answer
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`tokenhub: Node ${NEEDED} could not be started (${error.message}). Run \`npm ci\` first.`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
