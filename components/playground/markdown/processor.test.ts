import { toHtml } from 'hast-util-to-html';
import { describe, expect, it } from 'vitest';
import { toTree } from './processor.ts';

const html = (markdown: string) => toHtml(toTree(markdown));

describe('an answer', () => {
  it.each([
    ['**a** _b_ ~~c~~ `d`', '<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>'],
    ['# a', '<h1>a</h1>'],
    ['3. a\n4. b', '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'],
    ['- [x] a', '<ul>\n<li><input type="checkbox" checked disabled> a</li>\n</ul>'],
    ['```js\na\n```', '<pre><code class="language-js">a\n</code></pre>'],
    ['https://a.example/b', '<p><answer-link href="https://a.example/b">https://a.example/b</answer-link></p>'],
    ['a@b.example', '<p><answer-link href="mailto:a@b.example">a@b.example</answer-link></p>'],
    ['a[^1]\n\n[^1]: b', '<p>a[^1]</p>\n<p>[^1]: b</p>'],
  ])('%j is %s', (markdown, expected) => expect(html(markdown)).toBe(expected));

  it.each([
    ['<b>x</b> **y**', '<p>&#x3C;b>x&#x3C;/b> <strong>y</strong></p>'],
    ['<script>alert(1)</script>', '<p>&#x3C;script>alert(1)&#x3C;/script></p>'],
    ['<!-- x -->', '<p>&#x3C;!-- x --></p>'],
  ])('shows HTML as text: %j', (markdown, expected) => expect(html(markdown)).toBe(expected));

  it.each([
    ['[x](javascript:alert(1))', '<p><span>x</span></p>'],
    ['[x](http://a.example)', '<p><span>x</span></p>'],
    ['[x](/keys)', '<p><span>x</span></p>'],
    ['[x](#y)', '<p><span>x</span></p>'],
    ['[x](//a.example)', '<p><span>x</span></p>'],
    ['[x](https://user@a.example)', '<p><span>x</span></p>'],
    ['[x](blob:https://a.example/1)', '<p><span>x</span></p>'],
    ['[x](https://A.example/../b)', '<p><answer-link href="https://a.example/b" host="a.example">x</answer-link></p>'],
  ])('%j has only allowed targets: %s', (markdown, expected) => expect(html(markdown)).toBe(expected));

  it('has placeholders instead of images', () => {
    expect(html('![alt](https://a.example/x.png "t")')).toBe(
      '<p><answer-image label="alt" host="a.example" href="https://a.example/x.png"></answer-image></p>',
    );
  });

  it('has no bidirectional controls', () => expect(html('a\u202Eb\u2066c')).toBe('<p>abc</p>'));
});
