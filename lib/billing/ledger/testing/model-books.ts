import type { Charge } from '../settlement.ts';

type Hold = { amount: bigint; state: 'open' | 'orphaned' } | { amount: bigint; state: 'over'; charge: Charge };

const NOTHING = { charged: 0n, absorbed: 0n } as Charge;

/** The ledger in memory, as short as it can be said: what the real one is compared with. One account, one key. */
export class ModelBooks {
  available = 0n;
  debt = 0n;
  spent = 0n;
  readonly cap: bigint;
  readonly holds: Hold[] = [];

  constructor(cap: bigint) {
    this.cap = cap;
  }

  get held(): bigint {
    return this.holds.reduce((sum, hold) => (hold.state === 'open' ? sum + hold.amount : sum), 0n);
  }

  credit(amount: bigint): void {
    const net = this.available - this.debt + amount;
    this.available = net > 0n ? net : 0n;
    this.debt = net < 0n ? -net : 0n;
  }

  /** Why not, or that it is placed. */
  hold(amount: bigint): 'placed' | 'insufficient_credit' | 'key_limit' {
    if (amount > this.available) return 'insufficient_credit';
    if (this.spent + this.held + amount > this.cap) return 'key_limit';
    this.available -= amount;
    this.holds.push({ amount, state: 'open' });
    return 'placed';
  }

  settle(index: number, cost: bigint): Charge {
    const hold = this.at(index);
    if (hold.state === 'over') return hold.charge;
    if (hold.state === 'open') this.available += hold.amount;
    const capped = cost < hold.amount ? cost : hold.amount;
    const charged = capped <= this.available ? capped : 0n; // always covered while the hold is open
    this.available -= charged;
    this.spent += charged;
    return this.end(index, { charged, absorbed: cost - charged } as Charge);
  }

  release(index: number): void {
    const hold = this.at(index);
    if (hold.state !== 'open') return;
    this.available += hold.amount;
    this.end(index, NOTHING);
  }

  expire(index: number): void {
    const hold = this.at(index);
    if (hold.state !== 'open') return;
    this.available += hold.amount;
    this.holds[index] = { amount: hold.amount, state: 'orphaned' };
  }

  private at(index: number): Hold {
    const hold = this.holds[index];
    if (!hold) throw new Error(`no hold ${index}`);
    return hold;
  }

  private end(index: number, charge: Charge): Charge {
    this.holds[index] = { amount: this.at(index).amount, state: 'over', charge };
    return charge;
  }
}
