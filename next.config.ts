import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';
import { SECURITY_HEADERS } from './lib/http/security-headers.ts';

const config: NextConfig = {
  poweredByHeader: false,
  turbopack: { root: import.meta.dirname },
  images: { unoptimized: true },
  // `next dev` would print what a server action is called with, passwords among it.
  logging: { serverFunctions: false },
  // `npm test` checks the types of the whole tree; a start builds, and need not wait for that again.
  typescript: { ignoreBuildErrors: true },
  // Loaded by Node as they are: native parts, worker threads, or files they find beside themselves.
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    '@prisma/client',
    'ioredis',
    'pg',
    'pino',
    'undici',
  ],
  headers: async () => [
    { source: '/:path*', headers: Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value })) },
  ],
};

export default createNextIntlPlugin('./lib/i18n/request.ts')(config);
