/** Lifetimes of a link. At most thirty days, because encryption secrets may be rotated after that. */
export const SHARE_DAYS = { day: 1, week: 7, month: 30 } as const;

export type ShareDays = keyof typeof SHARE_DAYS;
export const SHARE_PERIODS = Object.keys(SHARE_DAYS) as ShareDays[];

/** The size limit of a form submission. */
export const MOST_SHARED_BYTES = 900_000;

/** An active link in the list. */
export interface ShareSummary {
  id: string;
  name: string;
  createdAt: Date;
  expiresAt: Date;
  views: number;
  /** The author, when it is a colleague. */
  by: string | null;
}
