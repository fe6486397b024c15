import { SITE } from '#lib/config/site.ts';

/** For addresses outside every language, such as a missing file. Pages have a translated one. */
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
