/** A place in a page that can be linked to. Its id is the same in every language. */
export interface Heading {
  id: string;
  title: string;
  depth: 2 | 3;
}

const HEADING = /^(##|###) (.+?) \[#([a-z0-9-]+)\]$/gm;
const CODE = /^```[\s\S]*?^```/gm;

/** The headings of a guide's body, which are written as `## Title [#id]`. */
export const headingsOf = (body: string): Heading[] =>
  [...body.replace(CODE, '').matchAll(HEADING)].map(([, marks, title = '', id = '']) => ({
    id,
    title: title.replaceAll('`', ''),
    depth: marks === '##' ? 2 : 3,
  }));

/** The same line without the id, as Markdown readers expect it. */
export const withoutHeadingIds = (body: string): string => body.replace(HEADING, '$1 $2');
