import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { APIRequestContext } from '@playwright/test';
import { GUIDES } from '#lib/docs/contents.ts';
import { readGuide } from '#lib/docs/guide.ts';
import { expect, test } from './fixtures/test.ts';

const run = promisify(execFile);

/** Placeholders in the guides. */
const WRITTEN_FOR = 'http://localhost:3000/api/v1';
const EXAMPLE_ID = 'chatcmpl-01k9zq4w8b6m3t2v5x7y9abcde';

/** Translations contain the exact code of the English page, so running one language covers all. */
const blocks = GUIDES.flatMap((slug) =>
  [...readGuide('en', slug).body.matchAll(/^```(\w+)[^\n]*\n([\s\S]*?)^```$/gm)].map(([, language, code = '']) => ({
    slug,
    language,
    code,
  })),
);

const commands = blocks.filter(({ language, code }) => language === 'bash' && code.startsWith('curl '));
const bodies = blocks.filter(({ language, code }) => language === 'json' && /^ {2}"messages": /m.test(code));
const programs = blocks.filter(({ language, code }) => language === 'javascript' && code.startsWith('import '));

test('the guides have code to run', () => {
  expect(commands.length).toBeGreaterThan(5);
  expect(bodies.length).toBeGreaterThan(1);
  expect(programs.length).toBeGreaterThan(1);
});

for (const [index, { slug, code }] of commands.entries()) {
  test(`command ${index + 1} of the guides runs, in ${slug}`, async ({ request, api, customer }) => {
    const own = code.replaceAll(WRITTEN_FOR, api).replace(EXAMPLE_ID, await receiptIn(request, customer.secret));
    const { stdout } = await run('bash', ['-c', own.replace(/^curl /, 'curl --silent --fail-with-body ')], {
      env: environment(customer.secret),
    });
    expect(stdout).toMatch(/^\{|\n\{/);
  });
}

for (const [index, { slug, code }] of bodies.entries()) {
  test(`request ${index + 1} of the guides is accepted as written, in ${slug}`, async ({ request, customer }) => {
    const reply = await request.post('/api/v1/chat/completions', {
      ...bearer(customer.secret),
      data: JSON.parse(code),
    });
    expect({ status: reply.status(), adjusted: reply.headers()['x-tokenhub-adjusted'] }).toEqual({
      status: 200,
      adjusted: undefined,
    });
  });
}

for (const [index, { slug, code }] of programs.entries()) {
  test(`program ${index + 1} of the guides runs, in ${slug}`, async ({ api, customer }) => {
    const own = code.replaceAll(WRITTEN_FOR, api);
    await run(process.execPath, ['--input-type=module', '--eval', own], { env: environment(customer.secret) });
  });
}

/** Returns the id of a request that has a receipt. */
async function receiptIn(request: APIRequestContext, secret: string): Promise<string> {
  const data = { model: 'anthropic/claude-haiku-4-5', messages: [{ role: 'user', content: 'Hi' }] };
  const { id } = await (await request.post('/api/v1/chat/completions', { ...bearer(secret), data })).json();
  const receipt = () => request.get(`/api/v1/generations/${id}`, bearer(secret));
  await expect.poll(async () => (await receipt()).status()).toBe(200);
  return id;
}

const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });

const environment = (secret: string) => ({ ...process.env, TOKENHUB_API_KEY: secret });
