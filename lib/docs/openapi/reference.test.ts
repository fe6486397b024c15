import { describe, expect, it } from 'vitest';
import { LOCALES } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { CHAT_EXAMPLE } from './chat-example.ts';
import { fieldsOf, toAnswerType } from './field-table.ts';
import { CHAT_HEADERS, HEADERS, toHeaderKey } from './headers.ts';
import { operationMarkdown, referenceMarkdown } from './markdown.ts';
import { findOperation, OPERATIONS, type Operation, toOperationSlug } from './operations.ts';
import { curlSample, referenceSections } from './reference.ts';
import { ANSWER_NAMES, answerSchema } from './schemas.ts';

const operations: readonly Operation[] = OPERATIONS;
const origin = 'https://hub.example';
const everywhere = LOCALES.flatMap((locale) =>
  operations.map((operation) => [locale, operation.id, operation] as const),
);

describe('the reference', () => {
  it('has the document’s English text of every field, header and parameter', async () => {
    const { reference } = await loadMessages('en');
    const described = ANSWER_NAMES.map((name) => {
      const fields = fieldsOf(answerSchema(name)).filter(({ description }) => description);
      return [name, Object.fromEntries(fields.map((field) => [field.name, field.description]))];
    });
    expect(reference.fields).toEqual(Object.fromEntries(described));
    const headers = CHAT_HEADERS.map((name) => [toHeaderKey(name), HEADERS[name]]);
    expect(reference.headers).toEqual(Object.fromEntries(headers));
    const parameters = operations.flatMap(({ parameter }) =>
      parameter ? [[parameter.name, parameter.description]] : [],
    );
    expect(reference.parameters).toEqual(Object.fromEntries(parameters));
    const query = operations.flatMap(({ query = [] }) => query.map(({ name, description }) => [name, description]));
    expect(reference.queryParameters).toEqual(Object.fromEntries(query));
  });

  it.each(everywhere)('has in %s a word for every cell of %s', async (locale, _, operation) => {
    const sections = await referenceSections(operation, locale);
    for (const { table } of sections) {
      for (const row of table?.rows ?? []) expect(row).toHaveLength(table?.columns.length ?? 0);
    }
    const texts = sections.flatMap(({ title, text = '', table }) => [title, text, ...(table?.rows.flat() ?? [])]);
    expect(texts.filter((text) => text === undefined || /^(docs|reference)\.\w+/.test(text))).toEqual([]);
  });

  it.each(everywhere)('has in %s a Markdown twin of %s', async (locale, _, operation) => {
    const text = await operationMarkdown(operation, { locale, origin });
    expect(text).toMatch(/^# .+\n\n/);
    expect(text).toContain(`/api/v1${operation.path}`);
    expect(text).not.toMatch(/localhost:3000|\]\(\/|reference\.\w+/);
  });

  it('lists in its Markdown twin the twins of all operations', async () => {
    const text = await referenceMarkdown({ locale: 'de', origin });
    for (const { id } of operations) expect(text).toContain(`](${origin}/de/docs/api/${toOperationSlug(id)}.md)`);
    expect(text).toContain(`](${origin}/openapi.json)`);
  });

  it.each(operations.filter(({ body, programs }) => body && !programs))(
    'has a sample of $id that sends a body',
    (one) => {
      expect(JSON.parse(curlSample(one).split("-d '")[1]?.slice(0, -1) ?? '')).toEqual(CHAT_EXAMPLE);
    },
  );

  it.each(operations)('finds $id by its address', (operation) => {
    expect(findOperation(toOperationSlug(operation.id))).toBe(operation);
  });
});

it.each([
  [{ type: 'string' }, 'string'],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
  [{ type: 'null' }, 'null'],
  [{ type: 'array', items: {} }, 'array'],
])('writes the type of %j as %s', (schema, text) => expect(toAnswerType(schema)).toBe(text));
