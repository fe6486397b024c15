import { describe, expect, it } from 'vitest';
import { CATALOG } from './catalog.ts';
import { findModel } from './find.ts';
import type { Model } from './model.ts';
import { PARAMETER_REASONS } from './parameter-reasons.ts';
import { PARAMETERS, type ParameterName, supportedParameters, treatmentOf } from './parameters.ts';

const on = (id: string, parameter: ParameterName) => {
  const model = findModel(id);
  if (!model) throw new Error(`no model ${id}`);
  return treatmentOf(parameter, model).treatment;
};
const idsWhere = (test: (model: Model) => boolean) =>
  CATALOG.filter(test)
    .map(({ id }) => id)
    .toSorted();

const WITH_SAMPLING = [
  'claude-3-5-haiku-latest',
  'claude-3-5-sonnet-latest',
  'claude-4-opus',
  'claude-4-sonnet',
  'claude-haiku-4-5',
  'claude-opus-4-5',
  'claude-opus-4-6',
  'claude-sonnet-4-5',
  'claude-sonnet-4-6',
];

describe('sampling', () => {
  it.each(['temperature', 'top_p', 'top_k'] as const)('keeps %s up to 4.6 and drops it on all later models', (name) =>
    expect(idsWhere((model) => treatmentOf(name, model).treatment === 'accepted')).toEqual(WITH_SAMPLING),
  );

  it('drops temperature on 4.7 and keeps it on 4.6', () => {
    expect(on('claude-opus-4-7', 'temperature')).toBe('dropped');
    expect(on('claude-opus-4-6', 'temperature')).toBe('accepted');
  });

  it('has top_p yield to temperature on every model that takes only one of them', () =>
    expect(idsWhere((model) => treatmentOf('top_p', model).reason === 'top_p_yields')).toEqual([
      'claude-haiku-4-5',
      'claude-opus-4-5',
      'claude-opus-4-6',
      'claude-sonnet-4-5',
      'claude-sonnet-4-6',
    ]));
});

describe('other differences between models', () => {
  it('has reasoning effort dropped only where there is no thinking', () =>
    expect(idsWhere((model) => treatmentOf('reasoning_effort', model).treatment === 'dropped')).toEqual([
      'claude-3-5-haiku-latest',
      'claude-3-5-sonnet-latest',
    ]));

  it('enforces schemas natively from 4.5 on and by a hidden tool before', () => {
    expect(on('claude-haiku-4-5', 'response_format.json_schema')).toBe('accepted');
    expect(on('claude-4-opus', 'response_format.json_schema')).toBe('mapped');
  });

  it('continues an assistant message up to 4.5', () => {
    expect(on('claude-opus-4-5', 'messages.prefill')).toBe('accepted');
    expect(on('claude-opus-4-6', 'messages.prefill')).toBe('mapped');
  });

  it('can only ask for a forced call where upstream refuses it', () =>
    expect(idsWhere((model) => treatmentOf('tool_choice.forced', model).reason === 'forced_call_asked_for')).toEqual([
      'claude-fable-5-1',
      'claude-opus-5-5',
      'claude-sonnet-5-5',
    ]));
});

describe('the matrix', () => {
  it('refuses only parameters whose absence would change the question', () => {
    const refused = PARAMETERS.filter(({ name }) => on('claude-opus-4-7', name) === 'refused');
    expect(refused.map(({ name }) => name)).toEqual(['messages.input_audio', 'n', 'modalities', 'web_search_options']);
  });

  it('gives a reason wherever it does not simply accept or map', () => {
    for (const model of CATALOG) {
      for (const { name } of PARAMETERS) {
        const { treatment, reason } = treatmentOf(name, model);
        if (['dropped', 'ignored', 'refused'].includes(treatment)) expect(reason, name).not.toBeNull();
      }
    }
  });

  it('uses every reason it explains', () => {
    const used = CATALOG.flatMap((model) => PARAMETERS.map(({ name }) => treatmentOf(name, model).reason as string));
    const unused = Object.keys(PARAMETER_REASONS).filter((reason) => !used.includes(reason));
    expect(unused).toEqual(['no_vision', 'no_pdf']); // every model sold today accepts images
  });
});

describe('supported parameters', () => {
  const supported = (id: string) => CATALOG.filter((model) => model.id === id).flatMap(supportedParameters);

  it('list temperature where it has an effect, and nowhere else', () => {
    expect(supported('claude-opus-4-6')).toContain('temperature');
    expect(supported('claude-opus-4-7')).not.toContain('temperature');
  });

  it('are fields that are neither ignored nor refused', () => {
    for (const name of supported('claude-opus-4-7')) expect(name).toMatch(/^[a-z_]+$/);
    for (const name of ['seed', 'n', 'web_search_options']) expect(supported('claude-opus-4-7')).not.toContain(name);
  });

  it("have OpenRouter's names for reasoning and structured outputs among them", () => {
    expect(supported('claude-opus-4-7')).toEqual(expect.arrayContaining(['include_reasoning', 'structured_outputs']));
    expect(supported('claude-3-5-haiku-latest')).not.toContain('include_reasoning');
    expect(supported('claude-4-opus')).not.toContain('structured_outputs');
  });
});
