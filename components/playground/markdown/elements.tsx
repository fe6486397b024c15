import { type Components, toJsxRuntime } from 'hast-util-to-jsx-runtime';
import type { ComponentProps, ReactNode } from 'react';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import { AnswerCode } from './answer-code.tsx';
import { AnswerImage, AnswerLink } from './answer-link.tsx';
import { textOf, toTree } from './processor.ts';

/** Headings rank below the page's own. */
const heading = (level: 3 | 4 | 5 | 6, className: string) => {
  const Tag = `h${level}` as const;
  return ({ children }: { children?: ReactNode }) => (
    <Tag className={`pt-1 font-semibold ${className}`}>{children}</Tag>
  );
};

const styled = <Tag extends 'p' | 'ul' | 'ol' | 'li' | 'blockquote' | 'hr' | 'code' | 'strong' | 'input'>(
  Tag: Tag,
  className: string,
) =>
  function Styled(props: ComponentProps<Tag>) {
    return jsx(Tag, { ...props, className });
  };

const COMPONENTS = {
  h1: heading(3, 'text-20'),
  h2: heading(4, 'text-16'),
  h3: heading(5, 'text-14'),
  h4: heading(6, 'text-14'),
  h5: heading(6, 'text-14'),
  h6: heading(6, 'text-14 text-ink-muted'),
  p: styled('p', ''),
  strong: styled('strong', 'font-semibold'),
  ul: styled('ul', 'grid list-disc grid-cols-1 gap-1 ps-6'),
  ol: styled('ol', 'grid list-decimal grid-cols-1 gap-1 ps-6'),
  li: styled('li', 'min-w-0 [&>ol]:mt-1 [&>p+p]:mt-2 [&>ul]:mt-1 has-[>input]:list-none'),
  input: styled('input', 'me-1.5 align-middle accent-accent'),
  blockquote: styled('blockquote', 'grid grid-cols-1 gap-2 border-hairline-strong border-s-2 ps-3 text-ink-muted'),
  hr: styled('hr', 'border-hairline-strong'),
  code: styled('code', 'rounded-tick bg-sunken px-1 py-0.5 font-mono text-13'),
  pre: ({ node }) => <NestedCode node={node} />,
  'answer-link': AnswerLink,
  'answer-image': AnswerImage,
} as Components;

type Tree = ReturnType<typeof toTree>;

/** Code within a list or a quote; code elsewhere is a separate block. */
function NestedCode({ node }: { node: Tree['children'][number] | undefined }) {
  const code = node && 'children' in node ? node.children[0] : undefined;
  if (code?.type !== 'element') return null;
  const [name = ''] = [code.properties.className].flat();
  return <AnswerCode language={String(name ?? '').replace(/^language-/, '')} code={textOf(code)} isOpen={false} />;
}

export const toElements = (markdown: string): ReactNode => draw(toTree(markdown));

/** Renders a table cell, which has no paragraph around it. */
export function toInlineElements(markdown: string): ReactNode {
  const tree = toTree(markdown);
  const [only] = tree.children;
  const isOne = tree.children.length === 1 && only?.type === 'element' && only.tagName === 'p';
  return draw(isOne ? { ...tree, children: only.children } : tree);
}

const draw = (tree: Tree): ReactNode =>
  toJsxRuntime(tree, { Fragment, jsx, jsxs, components: COMPONENTS, passNode: true });
