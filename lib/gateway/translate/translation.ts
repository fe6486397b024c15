import type { Model } from '#lib/models/model.ts';
import type { AdjustmentLog } from './adjustment-log.ts';

/** What every part of one translation shares. */
export interface Translation {
  model: Model;
  log: AdjustmentLog;
}
