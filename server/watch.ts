import { watch } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './folders.ts';

const SETTLE_MS = 200;

/** Calls `onChange` once the gateway's sources have changed and editors have finished writing them. */
export function watchSources(onChange: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  for (const folder of ['lib', 'server']) {
    watch(join(ROOT, folder), { recursive: true }, (_event, name) => {
      if (!name?.endsWith('.ts') || name.endsWith('.test.ts')) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, SETTLE_MS);
    });
  }
}
