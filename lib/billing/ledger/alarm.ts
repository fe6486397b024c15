/** An event that the operator should know of, although the books are correct. */
export interface LedgerAlarm {
  kind: keyof typeof ALARMS;
  requestId?: string;
  accountId?: string;
  count?: number;
  err?: unknown;
}

export const ALARMS = {
  settle_exceeds_hold: 'A request cost more than was held for it; the house paid the rest',
  settled_to_outbox: 'The database could not be reached; a settlement waits in the outbox',
  outbox_unwritable: 'Neither the database nor the outbox took a settlement; the request is not billed',
  outbox_stuck: 'A settlement in the outbox is refused by the database',
  release_postponed: 'The database could not be reached; a hold is released later',
  usage_not_recorded: 'Requests that cost nothing were not recorded',
  attempts_not_recorded: 'The calls to providers for some requests were not recorded; the requests were',
  holds_orphaned: 'Holds of requests that nobody finished were released',
  upkeep_failed: 'A round of the ledger’s upkeep failed and will be repeated',
} as const;
