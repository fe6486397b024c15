import { IntlProvider } from 'next-intl';
import { type ComponentProps, type ComponentType, createElement } from 'react';
import { readProps } from './island.tsx';

/** The element that holds the words of a page's islands. */
export const WORDS_ID = 'words';

/** Ids that React makes are different on each island, and the same in the HTML and in the browser. */
export const idPrefix = (place: number): string => `island${place}-`;

export type Words = Pick<ComponentProps<typeof IntlProvider>, 'locale' | 'messages' | 'onError'>;

/** One island with the words it speaks, as the build renders it and the browser hydrates it. */
export function islandRoot(component: ComponentType<object>, props: string, words: Words) {
  return (
    <IntlProvider timeZone="UTC" {...words}>
      {createElement(component, readProps(props))}
    </IntlProvider>
  );
}
