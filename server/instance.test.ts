import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { claimData } from './instance.ts';

let data: string;
const releases: (() => void)[] = [];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'tokenhub-instance-'));
});
afterEach(() => {
  for (const release of releases.splice(0)) release();
  rmSync(data, { recursive: true });
});

function claim(url: string): () => void {
  const release = claimData(data, url);
  releases.push(release);
  return release;
}

const CLAIMING = `import { claimData } from '${join(import.meta.dirname, 'instance.ts')}';
  try { claimData(process.argv[1], 'http://localhost:3000'); process.send('claimed'); } catch (error) { process.send(error.name); }
  setInterval(() => {}, 1_000);`;

/** Claims the data in another process. @returns the result */
async function claimElsewhere() {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', CLAIMING, data];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [outcome] = await once(child, 'message');
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { outcome, kill };
}

it('refuses a second start on the same data and names the address of the first', () => {
  claim('http://localhost:3000');
  expect(() => claim('http://localhost:3001')).toThrow(
    `TokenHub already runs on this data (process ${process.pid}, http://localhost:3000). Stop it first, or set DATA_DIR.`,
  );
});

it('lets one of several starts at the same moment have the data, also where a killed one left its file', async () => {
  const killed = await claimElsewhere();
  await killed.kill();
  const starts = await Promise.all(Array.from({ length: 6 }, claimElsewhere));
  expect(starts.map(({ outcome }) => outcome).sort()).toEqual(['claimed', ...Array(5).fill('StartError')].sort());
  await Promise.all(starts.map(({ kill }) => kill()));
  claim('http://localhost:3000');
});

it('explains why it cannot write, and does not blame another start', () => {
  mkdirSync(join(data, 'tokenhub.json'));
  expect(() => claim('http://localhost:3000')).toThrow(
    `DATA_DIR: ${join(data, 'tokenhub.json')} cannot be written and locked (ERR_FS_EISDIR`,
  );
});

it('gives the data free when it stops', () => {
  claim('http://localhost:3000')();
  claim('http://localhost:3001');
});

it.each([
  ['the file of one that is gone', JSON.stringify({ pid: process.pid, url: '' })],
  ['a file cut short', 'no json'],
])('is not held back by %s', (_name, left) => {
  writeFileSync(join(data, 'tokenhub.json'), left);
  claim('http://localhost:3000');
  expect(JSON.parse(readFileSync(join(data, 'tokenhub.json'), 'utf8'))).toMatchObject({ pid: process.pid });
});
