import { globSync, readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { ROUTES } from '#lib/gateway/routes.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { toApiModelList } from '#lib/models/present.ts';
import { CHAT_EXAMPLE } from './chat-example.ts';
import { openApiDocument } from './document.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { complaintsAbout } from './testing.ts';

const operations: readonly Operation[] = OPERATIONS;

describe('the OpenAPI document', () => {
  it('satisfies the recommended rules of a standard linter, warnings included', async () => {
    // The rule asks under which licence the description may be used. The API is a service; there is none to name.
    const config = await createConfig({ extends: ['recommended'], rules: { 'info-license': 'off' } });
    const problems = await lintFromString({ source: JSON.stringify(openApiDocument()), config });
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
  });

  it('describes every route that the gateway serves', () => {
    const undocumented = ROUTES.flatMap(({ path, methods }) =>
      Object.keys(methods).filter(
        (method) => !operations.some((operation) => isServedAt(path, operation) && isMethod(operation, method)),
      ),
    );
    expect(undocumented).toEqual([]);
  });

  it.each(operations)('describes $id, which the gateway serves', (operation) => {
    const served = ROUTES.find(({ path }) => path.test(exampleOf(operation)));
    expect(Object.keys(served?.methods ?? {}).filter((method) => isMethod(operation, method))).toHaveLength(1);
  });

  it('describes the second path of an operation, which the gateway serves', () => {
    const { '/generation': item } = openApiDocument().paths as Record<string, unknown>;
    expect(item).toMatchObject({ get: { parameters: [{ name: 'id', in: 'query' }] } });
    expect(ROUTES.some(({ path, methods }) => path.test('/generation') && methods.GET)).toBe(true);
  });

  it('gives an example that its own schema of requests accepts', () => {
    expect(complaintsAbout('ChatCompletionRequest', CHAT_EXAMPLE)).toEqual([]);
  });
});

const isServedAt = (route: RegExp, operation: Operation) =>
  route.test(exampleOf(operation)) || route.test(operation.queryPath ?? '');
const exampleOf = ({ path, parameter }: Operation) => path.replace(/\{\w+\}/, parameter?.example ?? '');
const isMethod = ({ method }: Operation, name: string) => method === name.toLowerCase();

describe('the schemas of answers', () => {
  it.each(globSync('lib/gateway/dialects/chat/__fixtures__/answer/*.whole.json'))('fit %s', (file) => {
    expect(complaintsAbout('ChatCompletion', JSON.parse(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('fit the list of models', () => {
    const list = JSON.parse(JSON.stringify(toApiModelList(CATALOG, new Date('2026-11-22'))));
    expect(complaintsAbout('ModelList', list)).toEqual([]);
  });
});
