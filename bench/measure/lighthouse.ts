import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { findFreePort } from '#server/local-port.ts';
import type { Parts } from '../parts.ts';
import type { Instruments, Row } from './bench.ts';
import { MEASURED_PAGES, openBrowser } from './page-weight.ts';

const MANIFEST = { private: true, dependencies: { lighthouse: '13.5.0' } };
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

interface Audit {
  score: number | null;
  title: string;
}
interface Report {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, Audit>;
  environment: { benchmarkIndex: number };
  runtimeError?: { message: string };
}
type Lighthouse = (url: string, flags: object) => Promise<{ lhr: Report } | undefined>;

/** Lighthouse's scores of 100 for each kind of page, on the phone it emulates. */
export async function measureLighthouse({ targets }: Instruments, parts: Parts): Promise<Row[]> {
  const origin = targets.find(({ name }) => name === 'tokenhub')?.whole.origin;
  if (!origin) return [];
  const lighthouse = await installLighthouse(parts.subfolder('lighthouse'));
  const door = parts.keep(await openDoor(origin));
  const port = await findFreePort();
  const browser = await openBrowser([`--remote-debugging-port=${port}`]);
  const rows: Row[] = [];
  try {
    for (const path of MEASURED_PAGES) {
      const result = await lighthouse(`${door.url}${path}`, { port, logLevel: 'error', onlyCategories: CATEGORIES });
      rows.push(toRow(path, result?.lhr));
    }
  } finally {
    await browser.close();
  }
  return rows;
}

async function installLighthouse(folder: string): Promise<Lighthouse> {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(MANIFEST));
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await promisify(execFile)('npm', ['install', '--prefix', folder, ...options]);
  const entry = pathToFileURL(join(folder, 'node_modules/lighthouse/core/index.js'));
  return ((await import(entry.href)) as { default: Lighthouse }).default;
}

/** This Chromium aborts the document under Lighthouse when it has a Referrer-Policy, so that one header is left out. */
async function openDoor(origin: string): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((message, response) => {
    const onward = request(`${origin}${message.url}`, { method: message.method, headers: message.headers });
    onward.once('response', (incoming) => {
      const { 'referrer-policy': _, ...headers } = incoming.headers;
      response.writeHead(incoming.statusCode as number, headers);
      incoming.pipe(response);
    });
    onward.once('error', () => response.destroy());
    message.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

function toRow(target: string, report: Report | undefined): Row {
  const failure = report?.runtimeError?.message ?? (report ? null : 'no report');
  const marks = CATEGORIES.map((name) => [name, (report?.categories[name]?.score ?? 0) * 100]);
  const figures = [...marks, ['machine', report?.environment.benchmarkIndex ?? 0]];
  return {
    target,
    figures: Object.fromEntries(figures),
    failed: failure ? 1 : 0,
    failure: failure ?? complaints(report as Report),
  };
}

/** The audits that kept a category below its full score. */
function complaints({ categories, audits }: Report): string | null {
  const ids = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  const missed = ids.filter(({ id }) => (audits[id]?.score ?? 1) < 0.9).map(({ id }) => id);
  return missed.length > 0 ? missed.join(', ') : null;
}
