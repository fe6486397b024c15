import { expect, it } from 'vitest';
import { advanceRun, failRun, RunError, STARTED } from './sandbox-run.ts';

type Chunk = Parameters<typeof advanceRun>[1];
type Delta = NonNullable<Chunk['choices'][0]>['delta'];
const says = (delta: Delta): Chunk => ({
  choices: [{ index: 0, delta, finish_reason: null, logprobs: null }],
  usage: null,
});

it('joins the chunks of an answer', () => {
  const chunks = [says({ role: 'assistant', content: '' }), says({ content: 'Sun' }), says({ content: 'light.' })];
  expect(chunks.reduce(advanceRun, STARTED)).toEqual({ ...STARTED, text: 'Sunlight.' });
});

it('shows the call of a tool', () => {
  const call = (piece: object): Chunk => says({ tool_calls: [{ index: 0, ...piece }] });
  const chunks = [
    call({ id: 'toolu_1', type: 'function', function: { name: 'get_weather', arguments: '' } }),
    call({ function: { arguments: '{"city":' } }),
    call({ function: { arguments: '"Berlin"}' } }),
  ];
  expect(chunks.reduce(advanceRun, STARTED).text).toBe('get_weather {"city":"Berlin"}');
});

it.each([
  [0.000389, 389_000n],
  [0.1 + 0.2, 300_000_000n],
  [1e-9, 1n],
])('reads a cost of %d to the nano-dollar', (cost, nano) => {
  const chunk: Chunk = { choices: [], usage: { prompt_tokens: 9, completion_tokens: 76, cost } };
  expect(advanceRun(STARTED, chunk).usage).toEqual({ inputTokens: 9, outputTokens: 76, cost: nano });
});

it('keeps the partial answer on failure, with the reason', () => {
  const run = { ...STARTED, text: 'Sun' };
  expect(failRun(run, new RunError({ reason: 'broken' }))).toMatchObject({
    text: 'Sun',
    failure: { reason: 'broken' },
  });
  expect(failRun(run, new TypeError('Failed to fetch'))).toMatchObject({ failure: { reason: 'unreachable' } });
});
