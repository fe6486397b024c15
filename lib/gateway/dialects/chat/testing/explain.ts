import type { AppError } from '#lib/errors.ts';
import { explainFailure } from '#lib/gateway/messages/explain-failure.ts';
import type { UpstreamFailure } from '#lib/gateway/messages/failure.ts';
import type { Customer } from '../bad-request.ts';
import { refuse } from '../explain-bad-request.ts';

/** For tests: returns the error that the customer reads after a failure upstream. */
export const explain = (failure: UpstreamFailure, customer: Customer): AppError =>
  explainFailure(failure, (complaint) => refuse(complaint, customer));
