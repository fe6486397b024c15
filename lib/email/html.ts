import 'server-only';
import { createElement } from 'react';
import { log } from '#lib/log.ts';
import type { Wording } from './letters.ts';

/**
 * Renders the HTML part, or returns undefined where that is impossible: plain Node, which runs the gateway and the
 * command line, cannot read `.tsx`. The mail is then sent as text only, with the same content.
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
