import 'server-only';
import { createElement } from 'react';
import { log } from '#lib/log.ts';
import type { Wording } from './letters.ts';

/**
 * The HTML part, or undefined where it cannot be rendered: plain Node, as the gateway and the command line run, reads no
 * `.tsx`. The mail then goes out with its text alone, which says the same.
 */
export async function findHtml(wording: Wording): Promise<string | undefined> {
  try {
    const [{ render }, { LetterTemplate }] = await Promise.all([
      import('@react-email/components'),
      import('./templates/letter.tsx'),
    ]);
    return await render(createElement(LetterTemplate, wording));
  } catch (error) {
    log.debug({ event: 'mail_without_html', err: error });
    return undefined;
  }
}
