import { getLocale } from 'next-intl/server';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { Island } from '#components/islands/island.tsx';
import { publicUrl } from '#lib/config/env.ts';
import { SITE } from '#lib/config/site.ts';
import { TABLES, type TableName } from '#lib/docs/tables/generated.ts';
import type { SampleTopic } from '#lib/samples/read.ts';
import { ApiUrl } from './api-url.tsx';
import { DataTable } from './data-table.tsx';
import { FieldList } from './field-list.tsx';
import { GuideLink, InlineCode } from './inline.tsx';
import { Heading } from './page-head.tsx';
import { Fence, Program, Sample } from './samples.tsx';

type CodeElement = ReactElement<{ className?: string; children?: string }>;

const BLOCK = 'my-4 text-16 text-ink';
/** On the narrowest screens a name wraps instead of overflowing the page. */
const CELL = 'px-2 first:ps-0 last:pe-0 max-[24rem]:wrap-anywhere max-[24rem]:[&_code]:whitespace-normal';

/** Components for each Markdown element of a guide. */
export const GUIDE_PARTS = {
  h2: (props: ComponentProps<'h2'>) => <Heading level={2} {...props} />,
  h3: (props: ComponentProps<'h3'>) => <Heading level={3} {...props} />,
  p: (props: ComponentProps<'p'>) => <p className={BLOCK} {...props} />,
  ul: (props: ComponentProps<'ul'>) => (
    <ul className={`${BLOCK} list-disc space-y-1.5 ps-6 marker:text-ink-faint`} {...props} />
  ),
  ol: (props: ComponentProps<'ol'>) => (
    <ol className={`${BLOCK} list-decimal space-y-1.5 ps-6 marker:text-ink-faint`} {...props} />
  ),
  blockquote: (props: ComponentProps<'blockquote'>) => (
    <blockquote
      className="my-6 rounded-panel border-accent border-s-2 bg-accent-soft px-4 py-0.5 [&_p]:my-3"
      {...props}
    />
  ),
  strong: (props: ComponentProps<'strong'>) => <strong className="font-semibold" {...props} />,
  table: (props: ComponentProps<'table'>) => <table className="my-6 w-full border-collapse text-14" {...props} />,
  th: (props: ComponentProps<'th'>) => (
    <th
      scope="col"
      className={`${CELL} border-hairline-strong border-b py-2 text-start font-medium text-12 text-ink-muted`}
      {...props}
    />
  ),
  td: (props: ComponentProps<'td'>) => <td className={`${CELL} border-b py-2.5 align-top`} {...props} />,
  a: ({ href = '', ...props }: ComponentProps<'a'>) => <GuideLink href={href}>{props.children}</GuideLink>,
  code: InlineCode,
  pre: ({ children }: { children?: ReactNode }) => {
    const { className = '', children: code = '' } = (children as CodeElement).props;
    return <Fence code={code} fence={className.replace('language-', '')} />;
  },
  Program,
  Sample: ({ topic }: { topic: SampleTopic }) => <Sample topic={topic} wantsKey isRunnable />,
  Generated: GeneratedTable,
  BaseUrl: () => (
    <Island name="here">
      <ApiUrl origin={publicUrl} path={SITE.apiPath} />
    </Island>
  ),
};

/** Renders `<Generated table="prices" />` in a guide. */
async function GeneratedTable({ table: name }: { table: TableName }) {
  const table = await TABLES[name](await getLocale());
  return table.groups ? <FieldList id={name} table={table} /> : <DataTable table={table} />;
}
