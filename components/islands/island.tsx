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
  /** A component registered under this name, with serialisable props. */
  children: ReactElement<object>;
}

/** A hydrated component, both on pages with Next's runtime and on pages without it. */
export const Island = ({ name, children }: IslandProps) => (
  <tokenhub-island name={name} data-props={writeProps(children.props)} className="contents">
    {children}
  </tokenhub-island>
);

/** Serialises props. Bigints, which JSON lacks, are encoded. */
export const writeProps = (props: object): string =>
  JSON.stringify(props, (_, value) => (typeof value === 'bigint' ? { $bigint: String(value) } : value));

export const readProps = (text: string): object =>
  JSON.parse(text, (_, value) => (typeof value?.$bigint === 'string' ? BigInt(value.$bigint) : value));
