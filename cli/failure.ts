import { CommanderError } from 'commander';
import { AppError } from '#lib/errors.ts';

const PROBLEM = 1;
const WRONG_USAGE = 2;

/** Errors whose message tells the operator what to do. */
const TOLD = new Set(['AppError', 'ConfigError', 'StartError']);
const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH']);

export interface Failure {
  exitCode: number;
  /** Null when commander has printed it already, or there is nothing to print. */
  message: string | null;
}

/** The message for standard error, and the exit code. */
export function describeFailure(error: unknown, asJson: boolean): Failure {
  if (error instanceof CommanderError) return describeUsage(error, asJson);
  const code = error instanceof AppError ? error.code : 'problem';
  const message = wordsFor(error);
  return {
    exitCode: code === 'invalid_value' ? WRONG_USAGE : PROBLEM,
    message: asJson ? toJsonError(code, message) : `error: ${message}`,
  };
}

/** Commander prints its own message for people, but has none in JSON. */
function describeUsage({ exitCode, message }: CommanderError, asJson: boolean): Failure {
  if (exitCode === 0) return { exitCode: 0, message: null };
  return {
    exitCode: WRONG_USAGE,
    message: asJson ? toJsonError('wrong_usage', message.replace(/^error: /, '')) : null,
  };
}

const toJsonError = (code: string, message: string): string => JSON.stringify({ error: { code, message } });

/** Explains a failure to the operator. */
export function wordsFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (TOLD.has(error.name)) return error.message;
  const code = 'code' in error ? String(error.code) : '';
  if (UNREACHABLE.has(code)) return `The database does not answer (${code}). Check DATABASE_URL.`;
  return error.message || error.name;
}
