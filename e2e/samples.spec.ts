import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findPython } from '#lib/testing/python.ts';
import {
  PROGRAMS,
  type ProgramName,
  readProgram,
  readSample,
  SAMPLE_TOPICS,
  type SampleTopic,
} from '../lib/samples/read.ts';
import { expect, test } from './fixtures/test.ts';

const run = promisify(execFile);

/** Expected output of each sample in every language. */
const SAYS: Record<SampleTopic, RegExp> = {
  chat: /sky/i,
  streaming: /sky[\s\S]*tokens|"total_tokens"/i,
  tools: /18 °C|get_weather/,
  json: /\w+/,
  vision: /\w+/,
};

const PROGRAM_SAYS: Record<ProgramName, RegExp> = {
  'ai-sdk': /sky.*\n\d+ tokens for \$0\.\d+/,
  'ai-sdk-object': /sandbox title/,
  'ai-sdk-tools': /18 °C/,
  langchain: /sky.*\n\d+ tokens/,
  'langchain-tools': /18 °C/,
  receipt: /The receipt adds up\./,
};

for (const topic of SAMPLE_TOPICS) {
  test(`the ${topic} sample runs in curl`, async ({ api, customer }) => {
    const { stdout } = await run('bash', ['-c', readSample(topic, 'curl', api)], { env: environment(customer.secret) });
    expect(stdout).not.toContain('"error"');
    expect(stdout).toMatch(SAYS[topic]);
  });

  test(`the ${topic} sample runs in Node`, async ({ api, customer }) => {
    expect(await runNode(readSample(topic, 'node', api), customer.secret)).toMatch(SAYS[topic]);
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

for (const name of PROGRAMS) {
  test(`the program ${name} runs`, async ({ api, customer }) => {
    expect(await runNode(readProgram(name, api), customer.secret)).toMatch(PROGRAM_SAYS[name]);
  });
}

/** Runs in the project's folder, so that bare imports resolve as in a customer's project. */
async function runNode(code: string, secret: string): Promise<string> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], { env: environment(secret) });
  return stdout;
}

const environment = (secret: string) => ({ ...process.env, TOKENHUB_API_KEY: secret });
