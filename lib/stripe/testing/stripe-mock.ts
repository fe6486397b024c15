import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const VERSION = 'v0.203.0';
const FOLDER = join(tmpdir(), `tokenhub-stripe-mock-${VERSION}`);
const BINARY = join(FOLDER, 'bin', 'stripe-mock');

/** Builds Stripe's own mock once. Returns the reason when it is unavailable on this machine, else null. */
export async function prepareStripeMock(): Promise<string | null> {
  if (existsSync(BINARY)) return null;
  try {
    execFileSync('go', ['version'], { stdio: 'pipe' });
  } catch {
    return 'Go is not installed, and stripe-mock is a Go program';
  }
  try {
    const env = { ...process.env, GOPATH: FOLDER, GOFLAGS: '-modcacherw' };
    await promisify(execFile)('go', ['install', `github.com/stripe/stripe-mock@${VERSION}`], { env, timeout: 240_000 });
    return null;
  } catch (error) {
    return `stripe-mock ${VERSION} could not be installed: ${String(error).slice(0, 200)}`;
  }
}

/** Starts the mock on a free port. It checks each call against Stripe's OpenAPI and answers with a fixture. */
export async function startStripeMock(): Promise<{ url: string; stop(): void }> {
  const child = spawn(BINARY, ['-http-port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const port = await new Promise<string>((resolve, reject) => {
    let said = '';
    const onData = (data: Buffer) => {
      said += data;
      const [, found] = /Listening for HTTP at address: \S*:(\d+)/.exec(said) ?? [];
      if (found) resolve(found);
    };
    child.stdout.on('data', onData);
    child.stderr.on('data', onData);
    child.once('exit', (code) => reject(new Error(`stripe-mock ended with ${code}: ${said}`)));
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}
