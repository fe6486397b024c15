import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LOCALES } from '#lib/i18n/locales.ts';
import { readGuide } from './guide.ts';
import { credits, generation, key } from './openapi/answers/account.ts';
import { chatCompletionEstimate } from './openapi/answers/chat.ts';
import { model } from './openapi/answers/models.ts';
import { usageList } from './openapi/answers/usage.ts';

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
}

function fieldsIn({ properties = {}, items, anyOf = [] }: JsonSchema): string[] {
  const inner = [...Object.values(properties), ...(items ? [items] : []), ...anyOf];
  return [...Object.keys(properties), ...inner.flatMap(fieldsIn)];
}

const ANSWERS = [key.shape.data, credits.shape.data, usageList, generation.shape.data, model];
const FIELDS = [...new Set(ANSWERS.flatMap((schema) => fieldsIn(z.toJSONSchema(schema) as JsonSchema)))];

describe('the page of the usage API', () => {
  it.each(LOCALES)('describes in %s every field of the responses', (locale) => {
    const { body } = readGuide(locale, 'usage-api');
    const tables = body.split('\n').filter((line) => line.startsWith('| '));
    const isNamed = (field: string) => tables.some((row) => new RegExp(`[\`.]${field}[\`.]`).test(row));
    expect(FIELDS.filter((field) => !isNamed(field))).toEqual([]);
  });

  it('shows answers as the API gives them', () => {
    const examples = [...readGuide('en', 'usage-api').body.matchAll(/^```json\n([\s\S]*?)^```$/gm)];
    const answers = examples.map(([, json = '']) => JSON.parse(json));
    expect(z.tuple([key, credits, usageList, generation]).safeParse(answers).error).toBeUndefined();
  });
});

it('the page of billing shows an estimate as the API gives it', () => {
  const [, json = ''] =
    /^```json\n(\{\n {2}"object": "chat\.completion\.estimate"[\s\S]*?)^```$/m.exec(readGuide('en', 'billing').body) ??
    [];
  expect(z.strictObject(chatCompletionEstimate.shape).safeParse(JSON.parse(json)).error).toBeUndefined();
});
