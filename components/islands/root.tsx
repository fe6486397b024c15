import { IntlProvider } from 'next-intl';
import { type ComponentProps, type ComponentType, createElement } from 'react';
import { readProps } from './island.tsx';

/** Id of the element with the messages of a page's islands. */
export const WORDS_ID = 'words';

/** Prefix of React's ids: unique per island, and equal in the HTML and in the browser. */
export const idPrefix = (place: number): string => `island${place}-`;

export type Words = Pick<ComponentProps<typeof IntlProvider>, 'locale' | 'messages' | 'onError'>;

/** One island with its messages, as the build renders and the browser hydrates it. */
export function islandRoot(component: ComponentType<object>, props: string, words: Words) {
  return (
    <IntlProvider timeZone="UTC" {...words}>
      {createElement(component, readProps(props))}
    </IntlProvider>
  );
}
