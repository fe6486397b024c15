import type { Charge } from '../settlement.ts';

interface Hold {
  amount: bigint;
  isTagged: boolean;
  state: 'open' | 'orphaned' | 'over';
  charge: Charge;
}

/** Caps: the key's total, the account's day, and the tag's total. */
export interface ModelCaps {
  key: bigint;
  account: bigint;
  tag: bigint;
}

const NOTHING = { charged: 0n, absorbed: 0n } as Charge;

/** A minimal in-memory model of the ledger, to compare the real one with. One account, one key, one tag. */
export class ModelBooks {
  available = 0n;
  debt = 0n;
  readonly spent: ModelCaps = { key: 0n, account: 0n, tag: 0n };
  readonly caps: ModelCaps;
  readonly holds: Hold[] = [];

  constructor(caps: ModelCaps) {
    this.caps = caps;
  }

  get held(): bigint {
    return this.holds.reduce((sum, hold) => (hold.state === 'open' ? sum + hold.amount : sum), 0n);
  }

  /** Credit of any kind pays a debt first. */
  credit(amount: bigint): void {
    const net = this.available - this.debt + amount;
    this.available = net > 0n ? net : 0n;
    this.debt = net < 0n ? -net : 0n;
  }

  /** The reasons of a refusal, or that the hold is placed. */
  hold(amount: bigint, isTagged: boolean): string[] {
    if (amount > this.available) return ['insufficient_credit'];
    const drawn = isTagged ? (['account', 'key', 'tag'] as const) : (['account', 'key'] as const);
    const reached = drawn.filter((name) => this.spent[name] + this.heldOf(name) + amount > this.caps[name]);
    if (reached.length > 0) return reached;
    this.available -= amount;
    this.holds.push({ amount, isTagged, state: 'open', charge: NOTHING });
    return [];
  }

  nextDay(): void {
    this.spent.account = 0n;
  }

  private heldOf(name: keyof ModelCaps): bigint {
    const counted = this.holds.filter(({ state, isTagged }) => state === 'open' && (name !== 'tag' || isTagged));
    return counted.reduce((sum, { amount }) => sum + amount, 0n);
  }

  settle(index: number, cost: bigint): Charge {
    const hold = this.at(index);
    if (hold.state === 'over') return hold.charge;
    const capped = cost < hold.amount ? cost : hold.amount;
    const isOpen = hold.state === 'open';
    const charged = isOpen || capped <= this.available ? capped : 0n;
    this.credit((isOpen ? hold.amount : 0n) - charged);
    this.spent.key += charged;
    this.spent.account += charged;
    if (hold.isTagged) this.spent.tag += charged;
    return this.end(index, { charged, absorbed: cost - charged } as Charge);
  }

  release(index: number): void {
    const hold = this.at(index);
    if (hold.state !== 'open') return;
    this.credit(hold.amount);
    this.end(index, NOTHING);
  }

  expire(index: number): void {
    const hold = this.at(index);
    if (hold.state !== 'open') return;
    this.credit(hold.amount);
    this.holds[index] = { ...hold, state: 'orphaned' };
  }

  private at(index: number): Hold {
    const hold = this.holds[index];
    if (!hold) throw new Error(`no hold ${index}`);
    return hold;
  }

  private end(index: number, charge: Charge): Charge {
    this.holds[index] = { ...this.at(index), state: 'over', charge };
    return charge;
  }
}
