import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import { noncePolicy } from '#lib/http/security-headers.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NONCE = 'dGVzdHMgb25seQ==';

interface ComponentPage {
  /** Every URL the page requested, other than itself and its scripts. */
  requests: string[];
  /** Violations of the content security policy. */
  violations: () => Promise<string[]>;
}

/** A secure context without a certificate. Nothing listens there: the test answers. */
const ORIGIN = 'http://localhost';

/**
 * Opens a page with one component, under the portal's content security policy. It can load only the page and its
 * scripts, which are split as in the portal.
 * @param entry the file that mounts the component, beside this one
 */
export async function openComponent(page: Page, entry: string, { css = '' } = {}): Promise<ComponentPage> {
  const scripts = await bundle(entry);
  const requests: string[] = [];
  const style = css === '' ? '' : `<style nonce="${NONCE}">${css}</style>`;
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>${style}<div id="root"></div><script type="module" nonce="${NONCE}" src="/component/${entry.replace('.tsx', '.js')}"></script>`;
  const headers = { 'content-security-policy': noncePolicy(NONCE, { isDevelopment: false }) };
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    const script = scripts.get(pathname);
    if (pathname === '/component') return route.fulfill({ contentType: 'text/html', body: html, headers });
    if (script !== undefined) return route.fulfill({ contentType: 'text/javascript', body: script });
    requests.push(route.request().url());
    return route.abort();
  });
  await page.addInitScript(() => {
    Object.assign(window, { violations: [] });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      Reflect.get(window, 'violations').push(`${effectiveDirective} ${blockedURI}`),
    );
  });
  await page.goto(`${ORIGIN}/component`);
  return { requests, violations: () => page.evaluate(() => Reflect.get(window, 'violations')) };
}

async function bundle(entry: string): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    ...{ absWorkingDir: ROOT, entryPoints: [`e2e/playground/${entry}`], outdir: '/component', write: false },
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'browser', target: 'es2022', jsx: 'automatic' },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return new Map(outputFiles.map(({ path, text }) => [path, text]));
}

const LINES = 2_000;

const PART = `## Part N

Some **bold** words, some \`code\`, and [a link](https://a.example/N) in part N.

- one thing
- another thing
  - and what belongs to it

\`\`\`js
const part = N;
console.log(part);
\`\`\`

| a | b |
|---|--:|
| N | 2 |`;

const repeated = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Answers of two thousand lines: a mix of all elements, and one answer for each element. */
export const LONG_ANSWERS = {
  answer: repeated(LINES / PART.split('\n').length, (index) => PART.replaceAll('N', String(index))),
  code: `\`\`\`js\n${repeated(LINES, (index) => `const part${index} = await read('${index}.json', { encoding: 'utf8' });`)}`,
  list: repeated(LINES, (index) => `- **Item ${index}**: \`code\` and what there is to say of it`),
  table: `| Name | Count | Note |\n|---|--:|---|\n${repeated(LINES, (index) => `| item ${index} | ${index} | \`code\` |`)}`,
};
