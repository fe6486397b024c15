import { IntlProvider } from 'next-intl';
import { type ComponentProps, type ComponentType, createElement } from 'react';
import { readProps } from './island.tsx';

/** Id of the element with the messages of a page's islands. */
export const MESSAGES_ID = 'words';

/** Prefix of React's ids: unique per island, and equal in the HTML and in the browser. */
export const idPrefix = (place: number): string => `island${place}-`;

export type IslandMessages = Pick<ComponentProps<typeof IntlProvider>, 'locale' | 'messages' | 'onError'>;

/** One island with its messages, as the build renders and the browser hydrates it. */
export function islandRoot(component: ComponentType<object>, props: string, messages: IslandMessages) {
  return (
    <IntlProvider timeZone="UTC" {...messages}>
      {createElement(component, readProps(props))}
    </IntlProvider>
  );
}
