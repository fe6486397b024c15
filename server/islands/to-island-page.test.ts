import { describe, expect, it } from 'vitest';
import { writeProps } from '#components/islands/island.tsx';
import { BOOT_SCRIPT, hashInlineScripts } from '#lib/http/inline-scripts.ts';
import { findIslands, isIslandPage, withIslands, withoutRuntime, withScript } from './to-island-page.ts';

const FACTS = '<script type="application/ld+json">{"@graph":[]}</script>';
const BOOT = `<script>${BOOT_SCRIPT}</script>`;
const STYLES = '<link rel="stylesheet" href="/a.css"/><link rel="preload" href="/a.woff2" as="font" crossorigin=""/>';
const NEXT = {
  head: '<link rel="preload" as="script" fetchPriority="low" href="/n.js"/><script src="/n.js" async=""></script>',
  body: '<script src="/p.js" noModule=""></script><script>self.__next_f.push([1,"<p>"])</script>',
};
const page = ({ head = '', body = '' }) =>
  `<html><head>${STYLES}${head}${BOOT}</head><body>${FACTS}${body}</body></html>`;

const island = (inner: string, props = '{}') =>
  `<tokenhub-island name="here" data-props="${props}" class="contents">${inner}</tokenhub-island>`;

describe('a page without Next', () => {
  it('keeps its styles, its theme and its facts, and no other script', () => {
    expect(withoutRuntime(page(NEXT), BOOT_SCRIPT)).toBe(page({}));
  });

  it.each(['<template id="B:0"></template>', '<div hidden id="S:0">late</div>'])(
    'is not made of one that waits: %s',
    (part) => {
      expect(() => withoutRuntime(page({ body: part }), BOOT_SCRIPT)).toThrow('waits');
    },
  );

  it('gets one script, and words that cannot end their element', () => {
    const script = { src: '/i.js', imports: ['/c.js'] };
    const html = withScript(page({}), script, { id: 'words', json: '{"a":"</script>$&"}' });
    expect(html).toContain(
      '<link rel="modulepreload" href="/c.js" fetchpriority="low"/><script type="module" src="/i.js" fetchpriority="low"></script></head>',
    );
    const [, words = ''] = /id="words">(.*?)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(words)).toEqual({ a: '</script>$&' });
  });

  it('allows its boot script and no other inline script', () => {
    const html = withScript(
      withoutRuntime(page(NEXT), BOOT_SCRIPT),
      { src: '/i.js', imports: [] },
      { id: 'w', json: '{}' },
    );
    const executable = html.matchAll(/<script(?![^>]*\b(?:src|type)=)[^>]*>([\s\S]*?)<\/script>/g);
    expect([...executable].map(([, text]) => text)).toEqual([BOOT_SCRIPT]);
    expect(hashInlineScripts(html)).toContain(hashInlineScripts(BOOT)[0]);
  });
});

describe('islands', () => {
  it('are found with the props that were written for them', () => {
    const props = { code: `a "b" <c> & 'd'`, rate: 3_000_000n };
    const attribute = writeProps(props)
      .replace(/&/g, '&amp;')
      .replace(/"/g, '&quot;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/'/g, '&#x27;');
    expect(findIslands(`<p>${island('x', attribute)}</p>`)).toEqual([
      { name: 'here', props: writeProps(props), html: 'x' },
    ]);
  });

  it('are rendered each with ids of its own', () => {
    const html = island('<i id="_R_1ab_">$1</i>') + island('<i id="_R_2ab_">$1</i>');
    const rendered = withIslands(html, (_, place) => `<i id="_island${place}-R_0_">$1</i>`);
    expect(rendered).toBe(island('<i id="_island0-R_0_">$1</i>') + island('<i id="_island1-R_0_">$1</i>'));
    expect(withIslands(rendered, ({ html: own }) => own)).toBe(rendered);
  });

  it('end the build when they are something else than in their page', () => {
    expect(() => withIslands(island('<i>one</i>'), () => '<i>another</i>')).toThrow('here');
  });
});

it('leaves pages to Next that live on it', () => {
  const ours = [
    '/en',
    '/de/docs',
    '/ja/docs/api/list-models',
    '/fr/changelog',
    '/en/models',
    '/de/models/claude-haiku-4-5',
  ];
  const others = ['/en/modelsx', '/en/sign-up', '/docs', '/xx/docs', '/en/docsy'];
  expect([...others, ...ours].filter(isIslandPage)).toEqual(ours);
});
