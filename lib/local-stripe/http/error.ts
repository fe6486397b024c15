/** An error in Stripe's form: `{ "error": { type, code, message, param, … } }`. */
export class StripeFailure extends Error {
  readonly status: number;
  readonly error: { type: string; message: string; code?: string; param?: string } & Record<string, unknown>;

  constructor(status: number, error: StripeFailure['error']) {
    super(error.message);
    this.status = status;
    this.error = error;
  }
}

export const invalidRequest = (message: string, more: { code?: string; param?: string } = {}): StripeFailure =>
  new StripeFailure(400, { type: 'invalid_request_error', message, ...more });

export const noSuch = (object: string, id: string, param = 'id'): StripeFailure =>
  new StripeFailure(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${object}: '${id}'`,
    param,
  });
