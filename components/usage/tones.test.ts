import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOG } from '#lib/models/catalog.ts';
import { groupTones, modelTone } from './tones.ts';

it('a model has a colour of its tier under all its names; unknown models have a neutral one', () => {
  expect(modelTone('claude-opus-5-5')).toMatch(/^tier-opus-\d$/);
  expect(modelTone('anthropic/claude-haiku-4.5')).toBe(modelTone('claude-haiku-4-5'));
  expect(modelTone('gpt-4')).toBe('chart-other');
});

it('colours that customers know do not change', () => {
  expect(Object.fromEntries(CATALOG.map(({ id }) => [id, modelTone(id)]))).toMatchInlineSnapshot(`
    {
      "claude-3-5-haiku-latest": "tier-haiku-1",
      "claude-3-5-sonnet-latest": "tier-sonnet-1",
      "claude-4-opus": "tier-opus-1",
      "claude-4-sonnet": "tier-sonnet-2",
      "claude-fable-5": "tier-fable-1",
      "claude-fable-5-1": "tier-fable-2",
      "claude-haiku-4-5": "tier-haiku-2",
      "claude-opus-4-5": "tier-opus-2",
      "claude-opus-4-6": "tier-opus-3",
      "claude-opus-4-7": "tier-opus-4",
      "claude-opus-4-8": "tier-opus-1",
      "claude-opus-5": "tier-opus-2",
      "claude-opus-5-5": "tier-opus-3",
      "claude-sonnet-4-5": "tier-sonnet-3",
      "claude-sonnet-4-6": "tier-sonnet-4",
      "claude-sonnet-5": "tier-sonnet-1",
      "claude-sonnet-5-5": "tier-sonnet-2",
    }
  `);
});

it('adjacent models of a tier differ', () => {
  for (const [index, model] of CATALOG.entries()) {
    const next = CATALOG[index + 1];
    if (next?.tier === model.tier) expect(modelTone(next.id)).not.toBe(modelTone(model.id));
  }
});

describe('the colours of up to seven groups', () => {
  const anyIds = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 7 });

  it('are all different', () => {
    fc.assert(fc.property(anyIds, (ids) => new Set(groupTones(ids).values()).size === ids.length));
  });

  it('do not depend on their order', () => {
    fc.assert(
      fc.property(anyIds, (ids) => {
        const [tones, turned] = [groupTones(ids), groupTones(ids.toReversed())];
        return ids.every((id) => tones.get(id) === turned.get(id));
      }),
    );
  });
});
