import { describe, expect, it } from 'vitest';
import { findModel } from '#lib/models/find.ts';
import type { Model } from '#lib/models/model.ts';
import { estimateFileTokens, problemOfFile, problemOfFiles } from './attachments.ts';
import type { Attachment } from './document.ts';
import { columnOf, draftOf, message } from './testing/drafts.ts';

const model = findModel('claude-sonnet-4-6') as Model;
const blind: Model = { ...model, abilities: { ...model.abilities, vision: false, pdf: false } };
const file = (mediaType: string, bytes = 10, more: Partial<Attachment> = {}): Attachment => ({
  ...{ id: 'f', name: 'f', mediaType, bytes },
  ...more,
});

describe('a file', () => {
  it.each([
    ['image/png', 10, model, null],
    ['application/pdf', 10, model, null],
    ['text/plain', 10, blind, null],
    ['image/png', 10, blind, 'no_vision'],
    ['application/pdf', 10, blind, 'no_pdf'],
    ['image/svg+xml', 10, model, 'type'],
    ['text/html', 10, model, 'type'],
    ['image/png', 0, model, 'empty'],
    ['image/png', 9_000_000, model, 'too_large'],
  ])('%s of %d bytes is checked before it is read', (mediaType, bytes, one, kind) => {
    expect(problemOfFile({ mediaType, bytes }, one)?.kind ?? null).toBe(kind);
  });

  it.each([
    [file('image/png', 1, { width: 750, height: 100 }), 100],
    [file('image/png', 1, { width: 10_000, height: 10_000 }), 1_600],
    [file('image/png'), null],
    [file('application/pdf', 1, { pages: 3 }), 9_000],
    [file('text/plain', 41), 11],
  ])('has an estimated number of tokens', (one, tokens) => expect(estimateFileTokens(one)).toBe(tokens));
});

it('limits the number and total size of files', () => {
  const holding = (count: number, one: Attachment) => {
    const parts = Array.from({ length: count }, () => ({ type: 'image' as const, file: one }));
    return columnOf(draftOf({ messages: [message('q', 'user', '', { parts })] }));
  };
  expect(problemOfFiles(holding(600, file('image/png')), model)).toBeNull();
  expect(problemOfFiles(holding(601, file('image/png')), model)).toEqual({ kind: 'too_many_images', most: 600 });
  expect(problemOfFiles(holding(5, file('image/png', 7_000_000)), model)).toMatchObject({ kind: 'request_too_large' });
});
