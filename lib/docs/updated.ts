import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Locale } from '#lib/i18n/locales.ts';
import type { GuideSlug } from './contents.ts';
import { type Guide, guideFile, hashOf } from './guide.ts';

/** The hash and date of each guide's last change. Stored as source, because a checkout may lack the Git history. */
const stampsSchema = z.record(z.string(), z.object({ hash: z.string(), on: z.iso.date() }));
export type Stamps = z.infer<typeof stampsSchema>;

export const STAMPS_FILE = 'content/docs/updated.json';

export const readStamps = (): Stamps =>
  stampsSchema.parse(JSON.parse(readFileSync(join(process.cwd(), STAMPS_FILE), 'utf8')));

export const stampName = (locale: Locale, slug: GuideSlug): string =>
  guideFile(locale, slug).replace('content/docs/', '');

/** The date of a guide's last change, as `2026-11-22`; null when its current text has no stamp. */
export function updatedOn(guide: Guide, name: string, stamps: Stamps): string | null {
  const stamp = stamps[name];
  return stamp?.hash === hashOf(guide) ? stamp.on : null;
}

/** The stamps with every changed or new guide stamped `today`, and without those of removed guides. */
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
