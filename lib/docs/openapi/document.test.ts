import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { toErrorBody } from '#lib/gateway/openai/error.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { toApiModelList } from '#lib/models/present.ts';
import { chatCompletion, failure, modelList } from './answers.ts';
import { openApiDocument } from './document.ts';

const document = JSON.parse(JSON.stringify(openApiDocument()));

interface Operation {
  operationId: string;
  parameters?: { in: string; name: string }[];
  responses: Record<string, object>;
}

const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
  ([path, methods]) => Object.values(methods).map((operation) => ({ path, operation })),
);

function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : refsIn(inner)));
}

const resolve = (ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);

describe('the OpenAPI document', () => {
  it('has what version 3.1 requires', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: expect.any(String), version: expect.any(String) },
    });
    for (const { path, operation } of operations) {
      expect(path).toMatch(/^\//);
      expect(Object.keys(operation.responses).length).toBeGreaterThan(0);
      for (const code of Object.keys(operation.responses)) expect(code).toMatch(/^([1-5](\d\d|XX)|default)$/);
    }
  });

  it('refers only to what it holds', () => {
    expect(refsIn(document).filter((ref) => !ref.startsWith('#/') || resolve(ref) === undefined)).toEqual([]);
  });

  it('names each operation once, and declares every part of a path', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect((operation.parameters ?? []).filter((part) => part.in === 'path').map(({ name }) => name)).toEqual(inPath);
    }
  });

  it('describes the routes that the gateway serves', () => {
    const routes = readFileSync('lib/gateway/routes.ts', 'utf8').match(/path: \//g) ?? [];
    expect(operations).toHaveLength(routes.length);
  });

  it('names a security scheme that it has', () => {
    for (const need of document.security) {
      expect(Object.keys(document.components.securitySchemes)).toContain(Object.keys(need)[0]);
    }
  });
});

describe('the schemas of answers', () => {
  it.each(globSync('lib/gateway/translate/__fixtures__/answer/*.whole.json'))('fit %s', (file) => {
    expect(chatCompletion.strict().safeParse(JSON.parse(readFileSync(file, 'utf8'))).error).toBeUndefined();
  });

  it('fit the list of models', () => {
    const list = JSON.parse(JSON.stringify(toApiModelList(CATALOG, new Date('2026-11-22'))));
    expect(modelList.safeParse(list).error).toBeUndefined();
  });

  it('fit an error', () => {
    const body = toErrorBody(new AppError('model_not_found', 'No.', { details: { nearest: [] } }), 'req_1', 'http://x');
    expect(failure.strict().safeParse(body).error).toBeUndefined();
  });
});
