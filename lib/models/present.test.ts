import { describe, expect, it } from 'vitest';
import { CATALOG } from './catalog.ts';
import { findModel } from './find.ts';
import { toApiModel, toApiModelList } from './present.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const present = (id: string) => {
  const model = findModel(id);
  if (!model) throw new Error(`no model ${id}`);
  return toApiModel(model, NOW);
};

describe('a model on the API', () => {
  it('has the fields of OpenAI, Anthropic and OpenRouter at once', () => {
    const { supported_parameters, ...rest } = present('claude-sonnet-4-5');
    expect(supported_parameters).toContain('temperature');
    expect(rest).toMatchInlineSnapshot(`
      {
        "abilities": {
          "efforts": [],
          "forced_tool_choice": "not-with-thinking",
          "mid_conversation_system": false,
          "min_cache_tokens": 1024,
          "pdf": true,
          "prefill": true,
          "sampling": "either",
          "structured_outputs": true,
          "thinking": "manual",
          "top_k": true,
          "vision": true,
        },
        "architecture": {
          "input_modalities": [
            "text",
            "image",
            "file",
          ],
          "output_modalities": [
            "text",
          ],
          "tokenizer": "Claude",
        },
        "canonical_slug": "anthropic/claude-sonnet-4-5",
        "context_length": 200000,
        "created": 1759104000,
        "created_at": "2025-09-29T00:00:00.000Z",
        "display_name": "Claude Sonnet 4.5",
        "id": "anthropic/claude-sonnet-4-5",
        "lifecycle": {
          "deprecated_on": "2026-10-01",
          "retires_on": "2026-11-30",
          "status": "deprecated",
          "successor": "anthropic/claude-sonnet-4-6",
        },
        "max_output_tokens": 64000,
        "name": "Claude Sonnet 4.5",
        "object": "model",
        "owned_by": "anthropic",
        "pricing": {
          "completion": "0.000015",
          "input_cache_read": "0.0000003",
          "input_cache_write": "0.00000375",
          "input_cache_write_1h": "0.000006",
          "prompt": "0.000003",
        },
        "shutdown_date": "2026-11-30",
        "top_provider": {
          "context_length": 200000,
          "is_moderated": false,
          "max_completion_tokens": 64000,
        },
        "type": "model",
      }
    `);
  });

  it('has a date of its shutdown only if that is known', () => {
    expect(present('claude-sonnet-4-5')).toHaveProperty('shutdown_date', '2026-11-30');
    expect(present('claude-opus-4-7')).not.toHaveProperty('shutdown_date');
  });

  it('survives JSON unchanged, prices included', () => {
    for (const model of CATALOG) {
      const shown = toApiModel(model, NOW);
      expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
      for (const price of Object.values(shown.pricing)) expect(price).toMatch(/^\d+\.\d*[1-9]$/);
    }
  });
});

describe('the list of models', () => {
  it('is one page of everything', () => {
    const list = toApiModelList(CATALOG, NOW);
    expect(list).toMatchObject({
      object: 'list',
      has_more: false,
      first_id: list.data[0]?.id,
      last_id: list.data.at(-1)?.id,
    });
    expect(list.data.map(({ id }) => id)).toEqual(CATALOG.map(({ id }) => `anthropic/${id}`));
  });

  it('has no first and no last when empty', () =>
    expect(toApiModelList([], NOW)).toMatchObject({ data: [], first_id: null, last_id: null }));
});
