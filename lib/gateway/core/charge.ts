import { type NanoUsd, ZERO_USD } from '#lib/billing/money.ts';
import { log } from '#lib/log.ts';
import type { Admission } from './incoming-request.ts';
import { abandoned, failed, type Outcome } from './outcome.ts';
import type { Payer, Refused, Reservation } from './payer.ts';
import type { PreparedRequest } from './prepare.ts';

/** An answer, complete or as far as the customer stayed. */
export type Delivered = Omit<Outcome, 'outcome' | 'statusCode' | 'errorCode'>;

/**
 * The single owner of how a request ends: its money is settled or released here and nowhere else, once, and its place
 * within the limits is freed.
 */
export class Charge {
  readonly #payer: Payer;
  readonly #admission: Pick<Admission, 'settle' | 'leave'>;
  #reservation: Reservation | null = null;
  /** Stays `settling` after a failed settlement: then only a release is allowed. */
  #state: 'open' | 'settling' | 'resolved' = 'open';

  constructor(payer: Payer, admission: Pick<Admission, 'settle' | 'leave'>) {
    this.#payer = payer;
    this.#admission = admission;
  }

  /** Whether settlement has not begun: a customer who hangs up now pays for the output so far. */
  get isOpen(): boolean {
    return this.#state === 'open';
  }

  async reserve(prepared: PreparedRequest): Promise<void> {
    this.#reservation = await this.#payer.reserve(prepared);
  }

  /** The answer is complete. Upstream does not charge for a refusal before the first word, so neither do we. */
  async complete(delivered: Delivered, isFree: boolean): Promise<NanoUsd> {
    const outcome = delivered.stopReason === 'refusal' ? 'refused' : 'completed';
    const ended: Outcome = { ...delivered, outcome, statusCode: 200, errorCode: null };
    if (!isFree) return this.#settle(ended);
    await this.#release(ended);
    return ZERO_USD;
  }

  /** The customer hung up on a stream: they pay for the output so far. */
  async hangUp(delivered: Delivered): Promise<void> {
    try {
      await this.#settle({ ...delivered, outcome: 'client_aborted', statusCode: 200, errorCode: 'client_closed' });
    } catch (error) {
      const { attempts, firstTokenMs, upstreamId, provider } = delivered;
      await this.fail(error, { attempts, firstTokenMs, upstreamId, provider });
      throw error;
    }
  }

  /** The customer left before anything was produced for them. */
  abandon(known: Partial<Outcome> = {}): Promise<void> {
    return this.#release(abandoned(known));
  }

  fail(error: unknown, known: Partial<Outcome> = {}): Promise<void> {
    return this.#release(failed(error, known));
  }

  /** Records a request refused before any upstream call, so that its owner sees it, and that it cost nothing. */
  refuse(refused: Refused, error: unknown): void {
    if (this.#reservation === null) this.#payer.recordRefusal(refused, error);
  }

  /** Frees the request's place and counts its tokens. Calling it again changes nothing. */
  leave(tokens: number): void {
    this.#admission.settle(tokens);
    this.#admission.leave();
  }

  async #settle(outcome: Outcome): Promise<NanoUsd> {
    this.#state = 'settling';
    const cost = (await this.#reservation?.settle(outcome)) ?? ZERO_USD;
    this.#state = 'resolved';
    return cost;
  }

  /** Never throws: a hold that cannot be released now is released by the sweeper. */
  async #release(outcome: Outcome): Promise<void> {
    if (this.#state === 'resolved') return;
    this.#state = 'resolved';
    await this.#reservation
      ?.release(outcome)
      .catch((error) => log.error({ err: error }, 'a hold could not be released'));
  }
}
