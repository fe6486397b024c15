import { AppError, type ErrorCode } from '#lib/errors.ts';
import { toErrorBody } from '#lib/gateway/dialects/chat/error.ts';
import { readErrorTexts } from './error-texts.ts';
import { EXAMPLE_REQUEST_ID } from './example-request-id.ts';
import { toPlainText } from './inline-markdown.ts';

/** What the API sends for a failure, made by the encoder that sends it. Only the message is the documentation's. */
export function errorExample(code: ErrorCode, origin: string): string {
  const error = new AppError(code, toPlainText(readErrorTexts('en')[code].cause));
  return JSON.stringify(toErrorBody(error, EXAMPLE_REQUEST_ID, `${origin}/en/docs`), null, 2);
}
