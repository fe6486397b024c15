import type { World } from '../world.ts';

export interface PageCall {
  world: World;
  /** The path prefix of the pages as browsers see it, without a trailing slash. */
  base: string;
  id: string;
  /** Null for a GET. */
  form: URLSearchParams | null;
}

export type PageReply = { status?: number; html: string } | { redirect: string } | { pdf: Buffer };

/** Markup that is safe to send. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = Html | string | number | false | null | undefined | readonly Part[];

/** Template tag for markup: each value is escaped unless it is markup itself. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html =>
  new Html(strings.map((text, index) => text + toMarkup(parts[index])).join(''));

function toMarkup(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(toMarkup).join('');
  const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return String(part).replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter);
}

export const dollars = (cents: number | null | undefined): string => `$${((cents ?? 0) / 100).toFixed(2)}`;

export const page = (base: string, title: string, body: Html): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="${base}/style.css">
</head>
<body>
<p class="banner">Local Stripe: no money moves here.</p>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.markup;

export const STYLE = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 34rem; margin: 0 auto; padding: 1rem 1.25rem 3rem; }
.banner { margin: 0; padding: .5rem 1.25rem; text-align: center; background: #fde68a; color: #422006; }
h1 { font-size: 1.4rem; line-height: 1.25; }
h2 { font-size: 1.1rem; margin-top: 2rem; }
label, legend { display: block; margin-top: .9rem; font-weight: 600; }
label.inline { font-weight: 400; }
input:not([type=checkbox], [type=radio]), select { box-sizing: border-box; width: 100%; min-height: 2.75rem; padding: .4rem .6rem; font: inherit; border: 1px solid #78716c; border-radius: .4rem; }
input[type=checkbox], input[type=radio] { width: 1.2rem; height: 1.2rem; vertical-align: -.2rem; }
fieldset { border: 0; padding: 0; margin: 0; }
button { min-height: 2.75rem; margin-top: 1.25rem; padding: .4rem 1.2rem; font: inherit; font-weight: 600; border: 0; border-radius: .4rem; background: #4338ca; color: #fff; cursor: pointer; }
button.quiet { background: transparent; color: inherit; border: 1px solid #78716c; }
a { color: inherit; display: inline-block; padding: .4rem 0; }
:focus-visible { outline: 3px solid #f59e0b; outline-offset: 2px; }
[role=alert] { padding: .6rem .8rem; border-left: 4px solid #b91c1c; background: #fee2e2; color: #450a0a; }
table { width: 100%; border-collapse: collapse; } th, td { text-align: left; padding: .35rem 0; } td:last-child, th:last-child { text-align: right; }
small { color: inherit; opacity: .85; }
`;
