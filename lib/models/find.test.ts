import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, findModel, nearestModels, toApiId } from './find.ts';

describe('finding a model', () => {
  it.each([
    ['anthropic/claude-opus-4-7', 'claude-opus-4-7'],
    ['claude-opus-4-7', 'claude-opus-4-7'],
    ['  anthropic/claude-opus-4-7\n', 'claude-opus-4-7'],
    ['anthropic/claude-sonnet-4.6', 'claude-sonnet-4-6'],
    ['claude-3.5-haiku', 'claude-3-5-haiku-latest'],
    ['claude-haiku-4-5-20251001', 'claude-haiku-4-5'],
    ['claude-sonnet-4-20250514', 'claude-4-sonnet'],
    ['claude-sonnet-4-0', 'claude-4-sonnet'],
    ['anthropic/claude-opus-4', 'claude-4-opus'],
  ])('understands %j', (requested, id) => expect(findModel(requested)?.id).toBe(id));

  it.each(['', 'anthropic/', 'Claude-Opus-4-7', 'openai/claude-opus-4-7', 'gpt-4o', 'constructor', '__proto__'])(
    'does not guess at %j',
    (requested) => expect(findModel(requested)).toBeNull(),
  );

  it('names a model on the API with its vendor', () => {
    const model = findModel('claude-opus-4-7');
    expect(model && toApiId(model)).toBe('anthropic/claude-opus-4-7');
  });
});

describe('the nearest names', () => {
  it('put a typo right', () => expect(nearestModels('claude-opsu-4-7')[0]).toBe('anthropic/claude-opus-4-7'));
  it('overlook case', () => expect(nearestModels('Claude-Haiku-4.5')[0]).toBe('anthropic/claude-haiku-4-5'));
  it('know aliases', () => expect(nearestModels('claude-sonnet-4-20250515')[0]).toBe('anthropic/claude-4-sonnet'));
  it('are none for a name from elsewhere', () => expect(nearestModels('gpt-4o')).toEqual([]));

  it('are at most three, however long the question', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => nearestModels(`claude-${text}`).length <= 3));
  });
});

describe('edit distance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['flaw', 'lawn', 2],
  ])('from %j to %j is %i', (from, to, distance) => expect(editDistance(from, to)).toBe(distance));

  it('is the same both ways', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => editDistance(a, b) === editDistance(b, a)));
  });
});
