import { join } from 'node:path';
import { createMDX } from 'fumadocs-mdx/next';
import type { NextConfig } from 'next';
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_SERVER } from 'next/constants.js';
import createNextIntlPlugin from 'next-intl/plugin';
import { SCRIPTLESS_POLICY, SECURITY_HEADERS } from './lib/http/security-headers.ts';

const HEADERS = { ...SECURITY_HEADERS, 'content-security-policy': SCRIPTLESS_POLICY };

const config: NextConfig = {
  poweredByHeader: false,
  turbopack: {
    root: import.meta.dirname,
    resolveAlias: {
      // Client components are handed messages that are parsed already (see `MessagesProvider`), so that no page carries a parser.
      'use-intl/format-message': {
        browser: 'use-intl/format-message/format-only',
        default: './lib/i18n/format-message.ts',
      },
    },
  },
  images: { unoptimized: true },
  // `next dev` would print what a server action is called with, passwords among it.
  logging: { serverFunctions: false },
  // `npm test` checks the types of the whole tree; a start builds, and need not wait for that again. Next would write the
  // folder of each build into `tsconfig.json`; a configuration that extends another one it leaves alone.
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'tsconfig.next.json' },
  // Loaded by Node as they are: native parts, worker threads, or files they find beside themselves.
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    '@prisma/client',
    '@zxcvbn-ts/language-common',
    'ioredis',
    'pdfkit',
    'pg',
    'pino',
    'undici',
  ],
  // Every page of the documentation is there as Markdown too: at its address with `.md`, or for who asks for that type.
  rewrites: async () => ({
    beforeFiles: [
      ...['/docs', '/docs/:slug', '/docs/:slug/:code'].flatMap((path) => [
        { source: `/:locale(en|de|fr|es|ja|zh)${path}.md`, destination: `/docs-markdown/:locale${path}` },
        {
          source: `/:locale(en|de|fr|es|ja|zh)${path}`,
          has: [{ type: 'header' as const, key: 'accept', value: '.*text/markdown.*' }],
          destination: `/docs-markdown/:locale${path}`,
        },
      ]),
    ],
    afterFiles: [],
    fallback: [],
  }),
  headers: async () => [
    { source: '/:path*', headers: Object.entries(HEADERS).map(([key, value]) => ({ key, value })) },
  ],
};

/** Builds lie side by side, and each serves any address (`server/build/`). By hand, Next's own folder and a random id do. */
const build: NextConfig = {
  distDir: process.env.PORTAL_BUILD ?? '.next',
  generateBuildId: () => process.env.PORTAL_BUILD_ID ?? null,
  // It would be read by the next build of the same folder, which there never is.
  experimental: { turbopackFileSystemCacheForBuild: process.env.PORTAL_BUILD === undefined },
  cacheHandler: join(import.meta.dirname, 'server/build/prerendered-cache.ts'),
};

const withMessages = createNextIntlPlugin('./lib/i18n/request.ts');

/** Guides are compiled when the portal is built; a server that only serves has nothing to compile. */
export default (phase: string) => {
  const portal = withMessages(phase === PHASE_DEVELOPMENT_SERVER ? config : { ...config, ...build });
  return phase === PHASE_PRODUCTION_SERVER ? portal : createMDX()(portal);
};
