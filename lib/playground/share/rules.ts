/** How long a link may work. Not longer: secrets that seal content may be replaced after thirty days. */
export const SHARE_DAYS = { day: 1, week: 7, month: 30 } as const;

export type ShareDays = keyof typeof SHARE_DAYS;
export const SHARE_PERIODS = Object.keys(SHARE_DAYS) as ShareDays[];

/** As much as a form may send. */
export const MOST_SHARED_BYTES = 900_000;

/** A link in the list of those that work. */
export interface ShareSummary {
  id: string;
  name: string;
  createdAt: Date;
  expiresAt: Date;
  views: number;
  /** Whose it is, when it is a colleague's. */
  by: string | null;
}
