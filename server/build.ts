import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { env, publicUrl } from '#lib/config/env.ts';
import { NEXT_CLI, ROOT } from './folders.ts';
import { onceFor } from './sources.ts';
import { StartError } from './start-error.ts';

const CONFIGURATION = ['next.config.ts', 'instrumentation.ts', 'proxy.ts', 'postcss.config.mjs', 'source.config.ts'];
const PORTAL = ['app', 'components', 'lib', 'messages', 'content', 'public', 'package-lock.json', 'tsconfig.json'];
const ISLANDS = join(ROOT, 'server/islands/build.ts');

/** The Prisma client, made from the schema when that changed. */
export const buildPrismaClient = (): Promise<void> =>
  onceFor({ paths: ['prisma/schema.prisma', 'package-lock.json'] }, { stamp: 'lib/db/generated/.sources' }, () =>
    run([join(ROOT, 'prisma/generate.ts')], process.env),
  );

/** The portal, built when what it is made of changed: some settings are part of its pages. */
export const buildPortal = (say: (line: string) => void): Promise<void> =>
  onceFor(
    {
      paths: [...PORTAL, 'server/islands', ...CONFIGURATION],
      setting: [sharedOrigin(publicUrl), env.DOCS_EDIT_URL, env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY].join(' '),
    },
    { stamp: '.next/sources', cache: '.next/cache' },
    async (digest) => {
      say('Building the portal, once: this takes a minute.');
      // Machines that build the same are one portal: their pages go on with each other's data instead of loading anew.
      const settings = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', PORTAL_BUILD_ID: digest } as const;
      await run([NEXT_CLI, 'build'], { ...process.env, ...settings });
      await run([ISLANDS], process.env);
    },
  );

/** Pages contain their address for those who share them. Nobody shares localhost, so a change of port needs no build. */
function sharedOrigin(url: string): string {
  const { hostname, origin } = new URL(url);
  return hostname === 'localhost' || hostname === '127.0.0.1' ? '' : origin;
}

/** Runs Node without our own options. What it says is shown only when it fails. */
async function run(command: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...command], { cwd: ROOT, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0) throw new StartError(`\`${command.slice(-2).join(' ')}\` failed:\n${output.trim()}`);
}
