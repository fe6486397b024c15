import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import type { ChatRequest } from '../schema/request.ts';
import { isBlank } from './text.ts';
import type { Translation } from './translation.ts';

interface Stops {
  /** For upstream, which wants each to have a visible character. */
  sent: string[];
  /** For the answer's translator, which cuts there. */
  emulated: string[];
}

export function splitStops(stop: ChatRequest['stop'], { log }: Translation): Stops {
  const stops = typeof stop === 'string' ? [stop] : (stop ?? []);
  const emulated = stops.filter((text) => text !== '' && isBlank(text));
  if (emulated.length > 0) log.note('stop', 'emulated', PARAMETER_REASONS.blank_stops_cut_here);
  if (stops.includes('')) log.note('stop', 'dropped', 'An empty string is no place to stop at.');
  return { sent: stops.filter((text) => !isBlank(text)), emulated };
}
