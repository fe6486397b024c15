import type { Element, Nodes, Root } from 'hast';
import type { Root as MarkdownRoot, Parents, RootContent, Text } from 'mdast';
import { harden } from 'rehype-harden';
import rehypeSanitize, { type Options as Schema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { type Processor, unified } from 'unified';
import { findLinkTarget, type LinkTarget } from './link-target.ts';

/*
 * A model may repeat hostile text that it has read. So nothing in an answer may run, load or hide its target: HTML is
 * text, images are not elements, and links are absolute addresses with their host. Each step below would suffice alone.
 */

/** Disables HTML parsing, so tags stay visible as text. */
function withoutHtml(this: Processor): void {
  const data = this.data();
  const disable = { null: ['htmlFlow', 'htmlText'] };
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable }];
}

/** Footnotes stay as written, because their anchors would collide between the answers of a page. */
const withoutFootnotes = () => (tree: MarkdownRoot) => replaceFootnotes(tree);

function replaceFootnotes(parent: Parents): void {
  parent.children = parent.children.flatMap((node): RootContent[] => {
    if (node.type === 'footnoteReference') return [{ type: 'text', value: `[^${node.label ?? node.identifier}]` }];
    if ('children' in node) replaceFootnotes(node);
    if (node.type !== 'footnoteDefinition') return [node];
    const mark: Text = { type: 'text', value: `[^${node.label ?? node.identifier}]: ` };
    const [first, ...rest] = node.children;
    if (first?.type !== 'paragraph') return [{ type: 'paragraph', children: [mark] }, ...node.children];
    return [{ ...first, children: [mark, ...first.children] }, ...rest];
  }) as typeof parent.children;
}

/** Allows only the elements that Markdown produces. */
const SCHEMA: Schema = {
  tagNames: [
    ...['a', 'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'img', 'input', 'li'],
    ...['ol', 'p', 'pre', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
  ],
  attributes: {
    a: ['href'],
    code: [['className', /^language-[\w+#.-]{1,32}$/]],
    img: ['src', 'alt'],
    input: ['checked', ['disabled', true], ['type', 'checkbox']],
    ol: ['start'],
    td: ['align'],
    th: ['align'],
  },
  protocols: { href: ['https', 'mailto'], src: ['https', 'http'] },
  required: { input: { disabled: true, type: 'checkbox' } },
  strip: ['script', 'style'],
  clobber: ['id', 'name'],
  clobberPrefix: 'answer-',
};

/** Replaces image elements by a component, so no later step can load the image. */
const imagesToChips = () => (tree: Root) =>
  eachElement(tree, (element) => {
    if (element.tagName !== 'img') return;
    const { src, alt } = element.properties;
    const address = String(src ?? '');
    element.tagName = 'answer-image';
    element.properties = {
      label: String(alt ?? ''),
      host: URL.canParse(address) ? new URL(address).host : '',
      href: findLinkTarget(address)?.href,
    };
  });

/** Replaces a forbidden link by its text. */
const checkLinks = () => (tree: Root) =>
  eachElement(tree, (element) => {
    if (element.tagName !== 'a') return;
    const target = findLinkTarget(String(element.properties.href ?? ''));
    element.tagName = target ? 'answer-link' : 'span';
    const saysHost = target !== null && hostTexts(target).includes(textOf(element));
    element.properties = target ? { href: target.href, ...(!saysHost && { host: target.host }) } : {};
  });

/** Link texts that already show the host. */
const hostTexts = ({ href, host }: LinkTarget): string[] => {
  const bare = href.replace(/^(?:mailto:|https:\/\/)/, '');
  return [href, host, bare].flatMap((text) => [text, text.replace(/\/$/, '')]);
};

export const textOf = (node: Nodes): string =>
  'children' in node ? node.children.map(textOf).join('') : node.type === 'text' ? node.value : '';

/** Bidirectional controls reorder text, so a reader would see an order that differs from the source. */
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;
const withoutBidiControls = () => (tree: Root) =>
  eachNode(tree, (node) => {
    if (node.type === 'text') node.value = node.value.replace(BIDI_CONTROLS, '');
  });

function eachNode(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node);
  if ('children' in node) for (const child of node.children) eachNode(child, visit);
}

const eachElement = (tree: Root, visit: (element: Element) => void): void =>
  eachNode(tree, (node) => {
    if (node.type === 'element') visit(node);
  });

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(withoutHtml)
  .use(withoutFootnotes)
  .use(remarkRehype)
  .use(rehypeSanitize, SCHEMA)
  .use(imagesToChips)
  .use(harden, {
    allowedLinkPrefixes: ['*'],
    allowedImagePrefixes: [],
    linkBlockPolicy: 'text-only',
    imageBlockPolicy: 'text-only',
  })
  .use(checkLinks)
  .use(withoutBidiControls)
  .freeze();

/** Parses one block of Markdown into a tree that is safe to render. */
export const toTree = (markdown: string): Root => processor.runSync(processor.parse(markdown)) as Root;
