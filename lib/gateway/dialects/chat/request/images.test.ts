import { describe, expect, it } from 'vitest';
import { acceptMessages } from '#lib/sandbox/validate/validate.ts';
import { adjusted, bodyOf, calling, fn, refusal, tool, translated, user } from '../testing/requests.ts';

const JPEG = Buffer.from('\xff\xd8\xff\xe0 not much of a picture', 'latin1').toString('base64');
const PNG = Buffer.from('\x89PNG\r\n\x1a\n not much of a picture', 'latin1').toString('base64');
const PDF = Buffer.from('%PDF-1.7 not much of a document').toString('base64');

const image = (url: string) => ({ type: 'image_url', image_url: { url, detail: 'low' } });
const file = (file_data: string, filename?: string) => ({ type: 'file', file: { file_data, filename } });
const asking = (...parts: object[]) => ({ messages: [user(parts)] });
const firstBlock = (part: object) => bodyOf(asking(part)).messages[0]?.content[0];

describe('images', () => {
  it('have the type of their bytes, not that of their URL (pitfall 12)', () => {
    const source = { type: 'base64', media_type: 'image/jpeg', data: JPEG };
    expect(firstBlock(image(`data:image/png;base64,${JPEG}`))).toEqual({ type: 'image', source });
    expect(adjusted(asking(image(`data:image/png;base64,${JPEG}`)))).toEqual(['messages=mapped']);
  });

  it('may be called image/jpg (pitfall 13)', () => {
    expect(firstBlock(image(`data:image/jpg;base64,${JPEG}`))).toMatchObject({ source: { media_type: 'image/jpeg' } });
    expect(adjusted(asking(image(`data:image/jpg;base64,${JPEG}`)))).toEqual([]);
  });

  it.each([
    ['an SVG', `data:image/svg+xml;base64,${Buffer.from('<svg xmlns="x"/>').toString('base64')}`],
    ['a BMP', `data:image/bmp;base64,${Buffer.from('BM123456').toString('base64')}`],
    ['no base64', 'data:image/png,abc'],
    ['base64url', `data:image/png;base64,${PNG}_-`],
    ['nothing', 'data:image/png;base64,'],
    ['over 10 MB', `data:image/png;base64,${PNG}${'A'.repeat(10 * 1024 * 1024)}`],
  ])('of the kind "%s" are refused by name (pitfall 13)', (_, url) => {
    expect(refusal(asking(image(url)))).toEqual({
      code: 'invalid_image',
      param: 'messages[0].content[0].image_url.url',
    });
  });

  it('lose line breaks inside their base64', () => {
    expect(firstBlock(image(`data:image/png;base64,${PNG.slice(0, 8)}\n${PNG.slice(8)}`))).toMatchObject({
      source: { data: PNG },
    });
  });

  it('by https URL are fetched upstream (pitfall 14)', () => {
    const url = 'https://example.com/cat.png';
    expect(firstBlock(image(url))).toEqual({ type: 'image', source: { type: 'url', url } });
  });

  it.each(['http://example.com/cat.png', 'file:///etc/passwd', 'cat.png'])('at %s are refused', (url) => {
    expect(refusal(asking(image(url))).code).toBe('invalid_image_url');
  });

  it('in a tool answer stay inside its result (pitfall 22)', () => {
    const messages = [
      user('Look'),
      calling('a', 'b'),
      tool('a', [image(`data:image/png;base64,${PNG}`)]),
      tool('b'),
      user('So?'),
    ];
    const content = bodyOf({ messages, tools: [fn('look')] }).messages[2]?.content;
    expect(content?.map(({ type }) => type)).toEqual(['tool_result', 'tool_result', 'text']);
    expect(content?.[0]).toMatchObject({ content: [{ type: 'image' }] });
  });

  it('above the model’s limit are refused', () => {
    const many = Array.from({ length: 101 }, () => image('https://example.com/cat.png'));
    expect(refusal(asking(...many), 'claude-haiku-4-5').code).toBe('invalid_image');
    expect(translated(asking(...many), 'claude-opus-4-6').bound.images).toBe(101);
  });
});

describe('files', () => {
  it.each([`data:application/pdf;base64,${PDF}`, PDF])('that are PDFs become documents', (data) => {
    const source = { type: 'base64', media_type: 'application/pdf', data: PDF };
    expect(firstBlock(file(data, 'a.pdf'))).toEqual({ type: 'document', source, title: 'a.pdf' });
  });

  it.each([
    ['/home/me/secret/Report 1.pdf', 'Report 1.pdf', true],
    ['C:\\Users\\me\\a.pdf', 'a.pdf', true],
    [`${'x'.repeat(600)}.pdf`, 'x'.repeat(500), true],
    ['folder/', undefined, true],
    [' ', undefined, true],
    ['', undefined, false],
    ['Bericht (2).pdf', 'Bericht (2).pdf', false],
  ])('called %j have the title %j', (filename, title, isChanged) => {
    const asked = asking(file(PDF, filename));
    expect(bodyOf(asked).messages[0]?.content[0]).toEqual(
      expect.objectContaining(title === undefined ? { type: 'document' } : { title }),
    );
    expect('title' in (bodyOf(asked).messages[0]?.content[0] ?? {})).toBe(title !== undefined);
    expect(adjusted(asked)).toEqual(isChanged ? ['messages=mapped'] : []);
    expect(() => acceptMessages(JSON.parse(JSON.stringify(bodyOf(asked))))).not.toThrow();
  });

  it.each([`data:text/plain;base64,${Buffer.from('Grüße').toString('base64')}`, 'data:text/plain,Gr%C3%BC%C3%9Fe'])(
    'that are plain text become text documents',
    (data) => expect(firstBlock(file(data))).toMatchObject({ source: { type: 'text', data: 'Grüße' } }),
  );

  it.each(['data:application/zip;base64,UEsDBA==', 'data:text/plain,%', 'data:text/plain,%20'])(
    'like %s are refused',
    (data) => {
      expect(refusal(asking(file(data)))).toEqual({
        code: 'invalid_value',
        param: 'messages[0].content[0].file.file_data',
      });
    },
  );

  it('by id are refused, naming the id', () => {
    const part = { type: 'file', file: { file_id: 'file-1' } };
    expect(refusal(asking(part))).toEqual({ code: 'unsupported_value', param: 'messages[0].content[0].file.file_id' });
  });
});
