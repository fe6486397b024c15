import { AppError, type ErrorCode } from '#lib/errors.ts';
import { toErrorBody } from '#lib/gateway/openai/error.ts';
import { readErrorTexts } from './error-texts.ts';
import { toPlainText } from './inline-markdown.ts';

const REQUEST_ID = 'req_01k9zq4w8b6m3t2v5x7y9abcde';

/** What the API sends for a failure, made by the encoder that sends it. Only the message is the documentation's. */
export function errorExample(code: ErrorCode, origin: string): string {
  const error = new AppError(code, toPlainText(readErrorTexts('en')[code].cause));
  return JSON.stringify(toErrorBody(error, REQUEST_ID, `${origin}/en/docs`), null, 2);
}
