import { createRequire } from 'node:module';
import { BUILT_FOR, localUrl } from '#lib/config/public-url.ts';
import { flightToAddress, toAddress } from './address.ts';

/*
 * Loaded by Next as the cache of prerendered pages. They are built for a placeholder address, which is replaced by that
 * of this installation: one build serves any address.
 */

type FileSystemCacheModule = typeof import('next/dist/server/lib/incremental-cache/file-system-cache.js');
const require = createRequire(import.meta.url);
const {
  default: FileSystemCache,
}: FileSystemCacheModule = require('next/dist/server/lib/incremental-cache/file-system-cache.js');

type Found = NonNullable<Awaited<ReturnType<InstanceType<typeof FileSystemCache>['get']>>>;
type Value = NonNullable<Found['value']>;

const ORIGIN = addressNow();
/** Next caches each value, and returns the same object again. */
const known = new WeakMap<Value, Value>();

export default class PrerenderedCache extends FileSystemCache {
  override async get(...request: Parameters<InstanceType<typeof FileSystemCache>['get']>): Promise<Found | null> {
    const found = await super.get(...request);
    return found?.value ? { ...found, value: atAddress(found.value) } : found;
  }
}

function addressNow(): string {
  if (process.env.NEXT_PHASE === 'phase-production-build') return BUILT_FOR;
  const { PUBLIC_URL, PORT } = process.env;
  return PUBLIC_URL ? new URL(PUBLIC_URL).origin : localUrl('localhost', Number(PORT ?? 3000));
}

function atAddress(value: Value): Value {
  const made = known.get(value) ?? replaceIn(value);
  known.set(value, made);
  return made;
}

function replaceIn(value: Value): Value {
  if ('segmentData' in value) {
    const { html, rscData, segmentData } = value;
    return {
      ...value,
      html: toAddress(html, ORIGIN),
      rscData: rscData && flightToAddress(rscData, ORIGIN),
      segmentData:
        segmentData && new Map([...segmentData].map(([path, part]) => [path, flightToAddress(part, ORIGIN)])),
    };
  }
  if ('body' in value && Buffer.isBuffer(value.body) && value.body.includes(BUILT_FOR))
    return { ...value, body: Buffer.from(toAddress(value.body.toString(), ORIGIN)) };
  return value;
}
