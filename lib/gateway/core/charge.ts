import { type NanoUsd, ZERO_USD } from '#lib/billing/money.ts';
import { log } from '#lib/log.ts';
import { abandoned, failed, type Outcome } from './outcome.ts';
import type { Payer, Refused, Reservation } from './payer.ts';
import type { PreparedRequest } from './prepare.ts';
import type { Admission } from './story.ts';

/** An answer, complete or as far as the customer stayed. */
export type Delivered = Omit<Outcome, 'outcome' | 'statusCode' | 'errorCode'>;

/**
 * The one owner of how a request ends: whatever its answer becomes, its money is settled or released here and nowhere else,
 * once, and its place within the limits is given back.
 */
export class Charge {
  readonly #payer: Payer;
  readonly #admission: Pick<Admission, 'settle' | 'leave'>;
  #reservation: Reservation | null = null;
  /** `settling` also after settling failed: from then on only a release is left. */
  #state: 'open' | 'settling' | 'resolved' = 'open';

  constructor(payer: Payer, admission: Pick<Admission, 'settle' | 'leave'>) {
    this.#payer = payer;
    this.#admission = admission;
  }

  /** Whether nothing was decided yet: a customer who hangs up now pays for what was produced. */
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

  /** The customer hung up on a stream: they pay for what was produced until then. */
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

  /** There is no answer to rely on. */
  fail(error: unknown, known: Partial<Outcome> = {}): Promise<void> {
    return this.#release(failed(error, known));
  }

  /** Nothing was asked of upstream. A refusal leaves a record, so that its owner sees it, and that it cost nothing. */
  refuse(refused: Refused, error: unknown): void {
    if (this.#reservation === null) this.#payer.recordRefusal(refused, error);
  }

  /** The request is over: its place is free, and counted are the tokens it took. Calling it again changes nothing. */
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

  /** It never throws: a hold that cannot be released now is released by the sweeper. */
  async #release(outcome: Outcome): Promise<void> {
    if (this.#state === 'resolved') return;
    this.#state = 'resolved';
    await this.#reservation
      ?.release(outcome)
      .catch((error) => log.error({ err: error }, 'a hold could not be released'));
  }
}
