import type { ReactElement } from 'react';
import type { IslandName } from './registry.ts';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'tokenhub-island': React.HTMLAttributes<HTMLElement> & { name: IslandName; 'data-props': string };
    }
  }
}

interface IslandProps {
  name: IslandName;
  /** The component registered under this name, with props that are plain data. */
  children: ReactElement<object>;
}

/** A part of the page that lives in the browser, on pages that Next hydrates and on those that it does not. */
export const Island = ({ name, children }: IslandProps) => (
  <tokenhub-island name={name} data-props={writeProps(children.props)} className="contents">
    {children}
  </tokenhub-island>
);

/** Props as text. Money is counted in bigints, which JSON does not know. */
export const writeProps = (props: object): string =>
  JSON.stringify(props, (_, value) => (typeof value === 'bigint' ? { $bigint: String(value) } : value));

export const readProps = (text: string): object =>
  JSON.parse(text, (_, value) => (typeof value?.$bigint === 'string' ? BigInt(value.$bigint) : value));
