import { CommanderError } from 'commander';
import { expect, it } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { describeFailure } from './failure.ts';

const unreachable = Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' });

it.each([
  ['a problem', new AppError('not_found', 'There is no such key.'), 1, 'error: There is no such key.'],
  ['a wrong value', new AppError('invalid_value', '--usd: expected an amount'), 2, 'error: --usd: expected an amount'],
  ['a wrong option', new CommanderError(1, 'commander.unknownOption', 'said already'), 2, null],
  ['help', new CommanderError(0, 'commander.helpDisplayed', ''), 0, null],
  ['no database', unreachable, 1, 'error: The database does not answer (ECONNREFUSED). Check DATABASE_URL.'],
  ['anything else', new Error('disk full'), 1, 'error: disk full'],
])('ends after %s as promised', (_what, error, exitCode, message) =>
  expect(describeFailure(error, false)).toEqual({ exitCode, message }),
);

it.each([
  ['a problem', new AppError('not_found', 'None.'), { code: 'not_found', message: 'None.' }],
  [
    'a wrong option',
    new CommanderError(1, 'commander.unknownOption', "error: unknown option '--x'"),
    { code: 'wrong_usage', message: "unknown option '--x'" },
  ],
])('says %s in JSON when asked to', (_what, failure, error) =>
  expect(JSON.parse(describeFailure(failure, true).message ?? '')).toEqual({ error }),
);
