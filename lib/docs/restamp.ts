import { writeFileSync } from 'node:fs';
import { LOCALES } from '#lib/i18n/locales.ts';
import { GUIDES } from './contents.ts';
import { readGuide } from './guide.ts';
import { readStamps, restamp, STAMPS_FILE, stampName } from './updated.ts';

/** Records today's date for every changed guide; run it after editing: `npx node lib/docs/restamp.ts`. */
const guides = LOCALES.flatMap((locale) =>
  GUIDES.map((slug) => [stampName(locale, slug), readGuide(locale, slug)] as const),
);
const lines = Object.entries(restamp(guides, readStamps(), new Date().toISOString().slice(0, 10))).map(
  // One line each, so that concurrent changes rarely conflict.
  ([name, stamp]) => `  ${JSON.stringify(name)}: { "hash": "${stamp.hash}", "on": "${stamp.on}" }`,
);
writeFileSync(STAMPS_FILE, `{\n${lines.join(',\n')}\n}\n`);
