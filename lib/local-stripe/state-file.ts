import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Courier } from './events/courier.ts';
import type { Idempotency } from './http/idempotency.ts';
import type { AnyObject, CheckoutOrder, Kind, LocalEvent, World } from './world.ts';

interface State {
  tables: Record<string, AnyObject[]>;
  orders: [string, CheckoutOrder][];
  numbers: [string, string][];
  invoiceCount: number;
  idempotency: [string, { request: string; at: number; answer: null }][];
  pending: LocalEvent[];
}

const SAVE_DELAY_MS = 100;

/** Persists the state in one file, so that a restart keeps every answered call. */
export class StateFile {
  readonly #path: string;
  readonly #parts: { world: World; idempotency: Idempotency; courier: Courier };
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string, parts: { world: World; idempotency: Idempotency; courier: Courier }) {
    this.#path = path;
    this.#parts = parts;
  }

  /** Restores the state of an earlier run. @throws when the file exists and cannot be read */
  load(): void {
    if (!existsSync(this.#path)) return;
    const state = JSON.parse(readFileSync(this.#path, 'utf8')) as State;
    const { world, idempotency, courier } = this.#parts;
    for (const [kind, objects] of Object.entries(state.tables)) {
      const table = world.tables[kind as Kind] as Map<string, AnyObject>;
      for (const object of objects) table.set(object.id, object);
    }
    for (const [id, order] of state.orders) world.orders.set(id, order);
    for (const [id, number] of state.numbers) world.numbers.set(id, number);
    world.invoiceCount = state.invoiceCount;
    for (const [key, memory] of state.idempotency) idempotency.memories.set(key, memory);
    courier.resume(state.pending);
  }

  saveSoon(): void {
    this.#timer ??= setTimeout(() => this.save(), SAVE_DELAY_MS);
  }

  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { world, idempotency, courier } = this.#parts;
    const tables = Object.entries(world.tables).map(([kind, table]) => [kind, [...table.values()]]);
    const state = {
      tables: Object.fromEntries(tables),
      orders: [...world.orders],
      numbers: [...world.numbers],
      invoiceCount: world.invoiceCount,
      idempotency: [...idempotency.memories],
      pending: courier.pending,
    };
    writeFileSync(`${this.#path}.new`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
  }
}
