import type Stripe from 'stripe';
import { randomId } from './ids.ts';

/** The kinds of object. Tables store them unexpanded, as the API returns them. */
export interface Objects {
  customer: Stripe.Customer;
  paymentMethod: Stripe.PaymentMethod;
  session: Stripe.Checkout.Session;
  portalSession: Stripe.BillingPortal.Session;
  paymentIntent: Stripe.PaymentIntent;
  setupIntent: Stripe.SetupIntent;
  charge: Stripe.Charge;
  balanceTransaction: Stripe.BalanceTransaction;
  refund: Stripe.Refund;
  dispute: Stripe.Dispute;
  fraudWarning: Stripe.Radar.EarlyFraudWarning;
  invoice: Stripe.Invoice;
  invoiceItem: Stripe.InvoiceItem;
  invoicePayment: Stripe.InvoicePayment;
  taxId: Stripe.TaxId;
}

export type Kind = keyof Objects;
type Tables = { [K in Kind]: Map<string, Objects[K]> };
export type AnyObject = Objects[Kind];

export const PREFIXES = {
  customer: 'cus_',
  paymentMethod: 'pm_',
  session: 'cs_test_',
  portalSession: 'bps_',
  paymentIntent: 'pi_',
  setupIntent: 'seti_',
  charge: 'ch_',
  balanceTransaction: 'txn_',
  refund: 're_',
  dispute: 'dp_',
  fraudWarning: 'issfr_',
  invoice: 'in_',
  invoiceItem: 'ii_',
  invoicePayment: 'inpay_',
  taxId: 'txi_',
} as const satisfies Record<Kind, string>;

/** The data of a checkout page that the API does not expose. */
export interface CheckoutOrder {
  description: string;
  netCents: number;
  savesCard: 'never' | 'asks' | 'always';
  paymentMetadata: Record<string, string>;
}

export interface LocalEvent {
  id: string;
  type: string;
  created: number;
  livemode: boolean;
  /** The object's state at the event. */
  object: AnyObject;
}

/** The state that a restart keeps: the tables and the maps beside them. */
export class World {
  readonly tables = Object.fromEntries(Object.keys(PREFIXES).map((kind) => [kind, new Map()])) as unknown as Tables;
  /** By checkout session. */
  readonly orders = new Map<string, CheckoutOrder>();
  /** The test card or bank account behind a payment method. */
  readonly numbers = new Map<string, string>();
  /** Earlier states of each object, oldest first, kept only while reads may be stale. */
  readonly history = new Map<string, AnyObject[]>();
  readonly livemode: boolean;
  keepsHistory = false;
  invoiceCount = 0;
  onEvent: (event: LocalEvent) => void = () => {};
  onChange: () => void = () => {};

  readonly now: () => number;
  /** The address of checkout, portal and invoice pages, without a trailing slash. */
  pagesUrl: string;

  constructor({ now, pagesUrl, livemode }: Pick<World, 'now' | 'pagesUrl' | 'livemode'>) {
    this.now = now;
    this.livemode = livemode;
    this.pagesUrl = pagesUrl;
  }

  /** Unix time in whole seconds, as in all Stripe objects. */
  seconds(): number {
    return Math.floor(this.now() / 1_000);
  }

  newId(kind: Kind): string {
    return PREFIXES[kind] + randomId(24);
  }

  #table<K extends Kind>(kind: K): Map<string, Objects[K]> {
    return this.tables[kind] as Map<string, Objects[K]>;
  }

  /** Stores a new or changed object, and emits the given events. */
  save<K extends Kind>(kind: K, object: Objects[K], ...eventTypes: string[]): Objects[K] {
    const known = this.#table(kind).get(object.id);
    if (known && this.keepsHistory) {
      const states = this.history.get(object.id) ?? [];
      this.history.set(object.id, [...states, known]);
    }
    this.#table(kind).set(object.id, object);
    for (const type of eventTypes) this.emit(type, object);
    this.onChange();
    return object;
  }

  change<K extends Kind>(kind: K, id: unknown, fields: Partial<Objects[K]>, ...eventTypes: string[]): Objects[K] {
    return this.save(kind, { ...this.get(kind, id), ...fields }, ...eventTypes);
  }

  find<K extends Kind>(kind: K, id: unknown): Objects[K] | undefined {
    return this.#table(kind).get(String(id));
  }

  /** @throws for an unknown id, since callers pass ids found in other objects */
  get<K extends Kind>(kind: K, id: unknown): Objects[K] {
    const object = this.find(kind, id);
    if (!object) throw new Error(`The local Stripe has lost ${String(id)}.`);
    return object;
  }

  lookUp(id: string): AnyObject | undefined {
    for (const table of Object.values(this.tables)) {
      const object = table.get(id);
      if (object) return object;
    }
    return undefined;
  }

  /** Newest first, the order of lists. */
  all<K extends Kind>(kind: K): Objects[K][] {
    return [...this.#table(kind).values()].reverse();
  }

  emit(type: string, object: AnyObject): void {
    const snapshot = structuredClone(object);
    this.onEvent({
      id: `evt_${randomId(24)}`,
      type,
      created: this.seconds(),
      livemode: this.livemode,
      object: snapshot,
    });
  }
}
