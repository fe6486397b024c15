import { SITE } from '#lib/config/site.ts';

/** For paths outside of all locales, such as a missing file. Localised paths have a translated page. */
export default function RootNotFound() {
  return (
    <html lang="en">
      <body>
        <h1>Not found</h1>
        <p>
          There is nothing at this address. <a href="/">{SITE.name}</a>
        </p>
      </body>
    </html>
  );
}
