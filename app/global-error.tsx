'use client';

import { SITE } from '#lib/config/site.ts';

/** Shown when even the layout failed, so it cannot use our messages, styles or theme. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>{SITE.name}</title>
      </head>
      <body
        style={{ font: '16px/1.5 system-ui, sans-serif', margin: '15vh auto', maxWidth: '36rem', padding: '0 1rem' }}
      >
        <h1 style={{ fontSize: '1.25rem' }}>{SITE.name} could not be shown</h1>
        <p>The error is on our side and has been logged. Try again in a moment.</p>
        <button type="button" onClick={retry}>
          Try again
        </button>
      </body>
    </html>
  );
}
