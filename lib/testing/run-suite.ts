import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

/*
 * `npm test`. Vitest waits for the servers and processes it starts for a third of its time, in which the types are checked and
 * the portal is built, with a lower priority. The journeys follow alone: they use all cores.
 */

// The suite starts some hundred processes of the same sources, which need to be compiled once.
process.env.NODE_COMPILE_CACHE ??= resolve('node_modules/.cache/node');

async function runScript(...script: string[]): Promise<boolean> {
  const [code] = await once(spawn('npm', ['run', ...script], { stdio: 'inherit' }), 'exit');
  return code === 0;
}

/** Runs scripts in sequence until one fails. The output of each is printed when it has ended. */
async function runQuietly(...scripts: string[]): Promise<boolean> {
  for (const script of scripts) {
    const child = spawn('npm', ['run', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    process.stdout.write(out + err);
    if (code !== 0) return false;
  }
  return true;
}

const isGood =
  (await runScript('db:generate')) &&
  (await runScript('lint')) &&
  !(await Promise.all([runQuietly('typecheck', 'build'), runScript('vitest', '--', 'run')])).includes(false) &&
  (await runScript('e2e'));
process.exit(isGood ? 0 : 1);
