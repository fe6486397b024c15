import { describe, expect, it } from 'vitest';
import { CATALOG } from '#lib/models/catalog.ts';
import { findModel } from '#lib/models/find.ts';
import type { Model } from '#lib/models/model.ts';
import type { Column } from '../document.ts';
import { columnOf, draftOf, message, tool } from '../testing/drafts.ts';
import { appliesTo, controlsFor } from './controls.ts';
import { effectsOf, effectsOfSwitch, overruled } from './effects.ts';

const model = (id: string): Model => findModel(id) as Model;
const column = (fields: Partial<Column>): Column => columnOf(draftOf(fields));
const namesFor = (id: string) => controlsFor(model(id)).map(({ parameter }) => parameter);
const brief = (effects: ReturnType<typeof effectsOf>) =>
  effects.map(({ parameter, effect, instead }) => [parameter, effect, ...(instead ? [instead] : [])].join(' '));

describe('the parameters of a model', () => {
  it('are those it supports', () => {
    expect(namesFor('claude-3-5-sonnet-latest')).not.toContain('reasoning_effort');
    expect(namesFor('claude-3-5-sonnet-latest')).toEqual(expect.arrayContaining(['temperature', 'top_p', 'top_k']));
    expect(namesFor('claude-opus-4-7')).not.toEqual(expect.arrayContaining(['temperature']));
    expect(namesFor('claude-opus-4-7')).toContain('reasoning_effort');
  });

  it.each([
    ['claude-sonnet-4-5', ['none', 'low', 'medium', 'high', 'xhigh']],
    ['claude-sonnet-4-6', ['none', 'low', 'medium', 'high', 'max']],
    ['claude-opus-5-5', ['low', 'medium', 'high', 'xhigh', 'max']],
  ])('offer the efforts that %s has', (id, options) => {
    expect(controlsFor(model(id)).find(({ parameter }) => parameter === 'reasoning_effort')).toMatchObject({ options });
  });

  it.each([
    ['claude-haiku-4-5', ['enabled', 'disabled'], { min: 1_024, max: 63_999 }],
    ['claude-opus-4-7', ['adaptive', 'disabled'], null],
    ['claude-sonnet-5-5', ['adaptive', 'between_tools'], null],
  ])('show the forms of thinking that %s has', (id, options, budget) => {
    expect(controlsFor(model(id)).find(({ parameter }) => parameter === 'thinking')).toMatchObject({ options, budget });
  });

  it.each(CATALOG.map((one) => [one.id, one] as const))('start on %s with values it accepts', (_, one) => {
    for (const control of controlsFor(one)) {
      expect(Object.keys(control.initial)).toEqual([control.parameter]);
      expect(appliesTo(control.parameter, one)).toBe(true);
      const value = control.initial[control.parameter];
      if (control.kind === 'choice') expect(control.options).toContain(value);
      if (control.kind === 'number') {
        expect(value).toBeGreaterThanOrEqual(control.min);
        expect(value).toBeLessThanOrEqual(control.max ?? Number.POSITIVE_INFINITY);
      }
    }
    expect(effectsOf(column({ settings: {} }), one)).toEqual([]);
  });
});

describe('switching the model', () => {
  const effects = (fields: Partial<Column>, from: string, to: string) =>
    brief(effectsOfSwitch(column(fields), model(from), model(to)));

  it('lists dropped, lowered and rejected parameters', () => {
    const settings = { temperature: 0.3, top_k: 5, max_tokens: 100_000, reasoning_effort: 'xhigh' } as const;
    expect(effects({ settings }, 'claude-opus-4-7', 'claude-sonnet-4-6')).toEqual(['reasoning_effort lowered high']);
    expect(effects({ settings }, 'claude-sonnet-4-6', 'claude-opus-4-7')).toEqual([
      'temperature dropped',
      'top_k dropped',
    ]);
    expect(effects({ settings }, 'claude-sonnet-4-6', 'claude-3-5-sonnet-latest')).toEqual([
      'reasoning_effort dropped',
      'max_tokens lowered 8192',
    ]);
  });

  it('lists the effects on a schema, a forced call and a prefill', () => {
    const fields: Partial<Column> = {
      format: { type: 'json_schema' },
      tools: [tool('look')],
      settings: { tool_choice: 'required' },
      messages: [message('q', 'user', 'Hi'), message('s', 'system', 'Now'), message('a', 'assistant', 'Well')],
    };
    expect(effects(fields, 'claude-sonnet-4-5', 'claude-sonnet-4-6')).toContain('messages.prefill changed');
    expect(effects(fields, 'claude-sonnet-4-6', 'claude-3-5-sonnet-latest')).toContain(
      'response_format.json_schema changed',
    );
    expect(effects(fields, 'claude-sonnet-4-6', 'claude-opus-5-5')).toContain('tool_choice.forced changed');
  });

  it('lists nothing for a model with the same abilities', () => {
    const settings: Column['settings'] = { temperature: 0.3, reasoning_effort: 'low', stop: ['x'], user: 'u' };
    expect(effects({ settings }, 'claude-sonnet-4-6', 'claude-opus-4-6')).toEqual([]);
  });
});

describe('a parameter gives way', () => {
  const yielding = (settings: Column['settings'], id: string) =>
    overruled(column({ settings }), model(id)).map(({ parameter }) => parameter);

  it.each([
    ['claude-sonnet-4-6', { temperature: 1, top_p: 0.5 }, ['top_p']],
    ['claude-3-5-sonnet-latest', { temperature: 1, top_p: 0.5 }, []],
    ['claude-sonnet-4-6', { temperature: 1, top_k: 3, reasoning_effort: 'high' as const }, ['temperature', 'top_k']],
    ['claude-sonnet-4-6', { temperature: 1, reasoning_effort: 'none' as const }, []],
    ['claude-opus-4-7', { temperature: 1, reasoning_effort: 'high' as const }, []],
  ])('on %s with %j: %j', (id, settings, names) => expect(yielding(settings, id)).toEqual(names));
});
