import type { Adjustment } from '#lib/gateway/messages/adjustment.ts';

/** What was sent otherwise than written, each kind once: a thousand moved messages are one line for the reader. */
export class AdjustmentLog {
  readonly entries: Adjustment[] = [];

  note(param: string, action: Adjustment['action'], reason: string): void {
    const known = this.entries.find((entry) => entry.param === param && entry.action === action);
    if (!known) this.entries.push({ param, action, reason });
    else if (!known.reason.includes(reason)) known.reason += ` ${reason}`;
  }
}
