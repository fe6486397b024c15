/** What has changed for those who use TokenHub, newest first. An id is an anchor and a feed's guid, so it never changes. */
export const ENTRIES = [
  { id: 'payment-mails', date: '2026-11-30' },
  { id: 'playground', date: '2026-11-30' },
  { id: 'billing', date: '2026-11-30' },
  { id: 'usage-and-logs', date: '2026-11-30' },
  { id: 'tool-schemas', date: '2026-11-30' },
  { id: 'own-words', date: '2026-11-30' },
  { id: 'side-by-side', date: '2026-11-30' },
  { id: 'large-requests', date: '2026-11-30' },
  { id: 'stopped-streams', date: '2026-11-30' },
  { id: 'shared-budget', date: '2026-11-30' },
  { id: 'confirm-again', date: '2026-11-30' },
  { id: 'way-back', date: '2026-11-30' },
  { id: 'undisturbed-calls', date: '2026-11-30' },
  { id: 'security', date: '2026-11-30' },
  { id: 'counted-holds', date: '2026-11-29' },
  { id: 'spend-alert', date: '2026-11-29' },
  { id: 'guides-for-tools', date: '2026-11-22' },
  { id: 'self-hosting', date: '2026-11-22' },
  { id: 'portal', date: '2026-11-22' },
  { id: 'accounts', date: '2026-11-22' },
  { id: 'keys-and-caps', date: '2026-11-22' },
  { id: 'receipts', date: '2026-11-22' },
  { id: 'sandbox', date: '2026-11-22' },
  { id: 'chat-completions', date: '2026-11-22' },
] as const;

export type EntryId = (typeof ENTRIES)[number]['id'];
