import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Locale } from '#lib/i18n/locales.ts';
import type { GuideSlug } from './contents.ts';
import { type Guide, guideFile, hashOf } from './guide.ts';

/** Which text a guide's file held on which day. Kept in the sources, because a checkout may come without its history. */
const stampsSchema = z.record(z.string(), z.object({ hash: z.string(), on: z.iso.date() }));
export type Stamps = z.infer<typeof stampsSchema>;

export const STAMPS_FILE = 'content/docs/updated.json';

export const readStamps = (): Stamps =>
  stampsSchema.parse(JSON.parse(readFileSync(join(process.cwd(), STAMPS_FILE), 'utf8')));

export const stampName = (locale: Locale, slug: GuideSlug): string =>
  guideFile(locale, slug).replace('content/docs/', '');

/** The day a guide was last changed, as `2026-11-22`; null while its present text has no stamp: then nothing is claimed. */
export function updatedOn(guide: Guide, name: string, stamps: Stamps): string | null {
  const stamp = stamps[name];
  return stamp?.hash === hashOf(guide) ? stamp.on : null;
}

/** The stamps with every changed or new guide stamped `today`, and those of guides that are gone left out. */
export function restamp(
  guides: readonly (readonly [name: string, guide: Guide])[],
  stamps: Stamps,
  today: string,
): Stamps {
  const next = guides.map(([name, guide]) => {
    const on = updatedOn(guide, name, stamps) ?? today;
    return [name, { hash: hashOf(guide), on }] as const;
  });
  return Object.fromEntries(next.sort(([a], [b]) => (a < b ? -1 : 1)));
}
