import { execFile, execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readSample, SAMPLE_TOPICS, type SampleTopic } from '../lib/docs/code-samples.ts';
import { expect, test } from './fixtures/test.ts';

const run = promisify(execFile);

/** What each sample must print, whatever the language. */
const SAYS: Record<SampleTopic, RegExp> = {
  chat: /sky/i,
  streaming: /five|tokens/i,
  tools: /Berlin|get_weather/,
  json: /\w+/,
  vision: /\w+/,
};

for (const topic of SAMPLE_TOPICS) {
  test(`the ${topic} sample runs in curl`, async ({ api, customer }) => {
    const { stdout } = await run('bash', ['-c', readSample(topic, 'curl', api)], { env: environment(customer.secret) });
    expect(stdout).not.toContain('"error"');
    expect(stdout).toMatch(SAYS[topic]);
  });

  test(`the ${topic} sample runs in Node`, async ({ api, customer }) => {
    // Beside the project's modules, so that the bare import of `openai` resolves as in a customer's project.
    const code = readSample(topic, 'node', api);
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], {
      env: environment(customer.secret),
    });
    expect(stdout).toMatch(SAYS[topic]);
  });

  test(`the ${topic} sample runs in Python`, async ({ api, customer }) => {
    const python = findPython();
    test.skip(python === null, 'no Python with a way to install `openai` on this machine');
    const { stdout } = await run(python ?? '', ['-c', readSample(topic, 'python', api)], {
      env: environment(customer.secret),
    });
    expect(stdout).toMatch(SAYS[topic]);
  });
}

const environment = (secret: string) => ({ ...process.env, TOKENHUB_API_KEY: secret });

let python: string | null | undefined;

/** A Python with the `openai` package in an environment of its own, or null where there is none to be had. */
function findPython(): string | null {
  if (python !== undefined) return python;
  const folder = join(tmpdir(), 'tokenhub-python-openai');
  const interpreter = join(folder, 'bin', 'python');
  try {
    if (!existsSync(join(folder, 'ready'))) {
      execFileSync('python3', ['-m', 'venv', '--clear', folder], { stdio: 'pipe' });
      execFileSync(interpreter, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'openai'], {
        stdio: 'pipe',
      });
      writeFileSync(join(folder, 'ready'), '');
    }
    python = interpreter;
  } catch {
    python = null;
  }
  return python;
}
