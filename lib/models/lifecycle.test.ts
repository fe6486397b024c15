import { describe, expect, it } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { CATALOG } from './catalog.ts';
import { findModel } from './find.ts';
import { deprecationHeaders, lifecycleOf, resolveModel } from './lifecycle.ts';
import type { Model } from './model.ts';

const at = (instant: string) => new Date(instant);
const TODAY = at('2026-11-22T12:00:00Z');
const AFTER_SONNET_4_5 = at('2026-12-01T00:00:00Z');

const get = (id: string): Model => {
  const model = findModel(id);
  if (!model) throw new Error(`no model ${id}`);
  return model;
};
const resolve = (requested: string, options = {}) =>
  resolveModel({ requested, now: TODAY, acceptsSuccessors: false, servesRetired: false, ...options });
const failureOf = (act: () => unknown): AppError => {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('expected an AppError');
};

describe('the life of a model', () => {
  it.each([
    ['2026-09-30T23:59:59.999Z', 'active'],
    ['2026-10-01T00:00:00.000Z', 'deprecated'],
    ['2026-11-29T23:59:59.999Z', 'deprecated'],
    ['2026-11-30T00:00:00.000Z', 'retired'],
  ])('at %s has Sonnet 4.5 %s', (instant, status) =>
    expect(lifecycleOf(get('claude-sonnet-4-5'), at(instant)).status).toBe(status),
  );

  it('of an active model has no dates and no end', () =>
    expect(lifecycleOf(get('claude-opus-4-7'), at('2099-01-01'))).toEqual({
      status: 'active',
      deprecatedOn: null,
      retiresOn: null,
      successor: null,
    }));
});

describe('resolving a model', () => {
  it('serves active and deprecated models as themselves', () => {
    for (const id of ['claude-opus-4-7', 'claude-sonnet-4-5']) {
      expect(resolve(id, { acceptsSuccessors: true })).toEqual({ model: get(id), substitutedFor: null });
    }
  });

  it('answers 404 with the nearest names for an unknown model', () => {
    const { status, code, message, options } = failureOf(() => resolve('claude-opus-47'));
    expect([status, code, options.param]).toEqual([404, 'model_not_found', 'model']);
    expect(options.details?.nearest).toContain('anthropic/claude-opus-4-7');
    expect(message).toContain('`anthropic/claude-opus-4-7`');
  });

  it('suggests no retired model', () => {
    const { options } = failureOf(() => resolve('claude-4-sonnett'));
    expect(options.details?.nearest).not.toContain('anthropic/claude-4-sonnet');
  });

  it('points to the list when no name comes near, and repeats no more than a line of the question', () => {
    const { message } = failureOf(() => resolve('x'.repeat(10_000)));
    expect(message).toContain('GET /api/v1/models');
    expect(message.length).toBeLessThan(250);
  });

  it('answers 404 with the successor for a retired model', () => {
    const { status, code, message, options } = failureOf(() => resolve('anthropic/claude-4-opus'));
    expect([status, code]).toEqual([404, 'model_retired']);
    expect(options.details).toEqual({ retired_on: '2026-06-15', successor: 'anthropic/claude-opus-4-8' });
    expect(message).toBe(
      'The model `anthropic/claude-4-opus` was retired on 2026-06-15. Use `anthropic/claude-opus-4-8` instead.',
    );
  });

  it('lets the successor answer, and be billed, only for customers who agreed', () => {
    const { model, substitutedFor } = resolve('claude-4-opus', { acceptsSuccessors: true });
    expect([model.id, substitutedFor?.id]).toEqual(['claude-opus-4-8', 'claude-4-opus']);
  });

  it('still serves retired models where upstream does, the sandbox for one', () => {
    for (const { id } of CATALOG) {
      expect(resolve(id, { servesRetired: true, acceptsSuccessors: true }).model.id).toBe(id);
    }
  });

  it('changes its answer at the moment of retirement', () => {
    expect(resolve('claude-sonnet-4-5').model.id).toBe('claude-sonnet-4-5');
    expect(failureOf(() => resolve('claude-sonnet-4-5', { now: AFTER_SONNET_4_5 })).code).toBe('model_retired');
    const { model } = resolve('claude-sonnet-4-5', { now: AFTER_SONNET_4_5, acceptsSuccessors: true });
    expect(model.id).toBe('claude-sonnet-4-6');
  });
});

describe('headers for a model on its way out', () => {
  it('are none while it is active', () => expect(deprecationHeaders(get('claude-opus-4-7'), TODAY)).toEqual({}));

  it('give both dates and the successor in the form of their RFCs', () =>
    expect(deprecationHeaders(get('claude-sonnet-4-5'), TODAY)).toEqual({
      deprecation: '@1790812800',
      sunset: 'Mon, 30 Nov 2026 00:00:00 GMT',
      link: '</api/v1/models/anthropic/claude-sonnet-4-6>; rel="successor-version"',
    }));
});
