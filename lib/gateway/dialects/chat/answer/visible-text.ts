import type { AnswerPlan } from '../answer-plan.ts';
import { endObject, NO_OBJECT_YET, type ObjectScan, scanObject } from './json-object.ts';

/** State of the answer's text on its way to the customer: JSON first, since a stop string ends the visible text. */
export interface VisibleText {
  readonly json: AnswerPlan['json'];
  readonly object: ObjectScan;
  /** With a hidden JSON tool, text waits: it is the answer only if the tool is never called. */
  readonly waiting: string;
  readonly isReplaced: boolean;
  readonly stop: StopScan;
}

export interface Shown {
  visible: VisibleText;
  text: string;
}

export const openText = ({ json, emulatedStops }: AnswerPlan): VisibleText => ({
  json,
  object: NO_OBJECT_YET,
  waiting: '',
  isReplaced: false,
  stop: openStopScan(emulatedStops),
});

/** Returns the text that the next piece makes visible; the sum does not depend on how the text is cut. */
export function pushText(visible: VisibleText, piece: string): Shown {
  if (visible.isReplaced) return { visible, text: '' };
  if (visible.json === 'tool') return { visible: { ...visible, waiting: visible.waiting + piece }, text: '' };
  if (visible.json === 'text') return show(visible, piece);
  const { scan, text } = scanObject(visible.object, piece);
  return show({ ...visible, object: scan }, text);
}

/** The hidden JSON tool was called: its input is the content, and text beside it would break the JSON. */
export const replaceText = (visible: VisibleText): VisibleText => ({ ...visible, waiting: '', isReplaced: true });

/** Returns the held-back text at the end of the answer. */
export function endText(visible: VisibleText): Shown {
  const shown = show(visible, visible.json === 'tool' ? visible.waiting : endObject(visible.object));
  const { stop } = shown.visible;
  return { visible: { ...shown.visible, stop: { ...stop, held: '' } }, text: shown.text + stop.held };
}

function show(visible: VisibleText, piece: string): Shown {
  const { scan, text } = scanForStop(visible.stop, piece);
  return { visible: scan === visible.stop ? visible : { ...visible, stop: scan }, text };
}

/** A search for stop strings that upstream refuses to look for, resumable at any character. */
interface StopScan {
  readonly stops: readonly string[];
  /** The end of the text so far that might be the beginning of a stop string. */
  readonly held: string;
  readonly isCut: boolean;
}

const openStopScan = (stops: readonly string[]): StopScan => ({
  stops: stops.filter((stop) => stop !== ''),
  held: '',
  isCut: false,
});

/** Returns the part of `piece` before the first complete stop string. */
function scanForStop(scan: StopScan, piece: string): { scan: StopScan; text: string } {
  if (scan.isCut) return { scan, text: '' };
  if (scan.stops.length === 0) return { scan, text: piece };
  const text = scan.held + piece;
  const cut = findCut(text, scan.stops);
  if (cut !== null) return { scan: { ...scan, held: '', isCut: true }, text: text.slice(0, cut) };
  const shown = text.length - heldLength(text, scan.stops);
  return { scan: { ...scan, held: text.slice(shown) }, text: text.slice(0, shown) };
}

/** The stop that is complete first wins, as it would if the text came character by character; of two, the longer. */
function findCut(text: string, stops: readonly string[]): number | null {
  let first: { start: number; end: number } | null = null;
  for (const stop of stops) {
    const start = text.indexOf(stop);
    const end = start + stop.length;
    if (start < 0 || (first && (end > first.end || (end === first.end && start >= first.start)))) continue;
    first = { start, end };
  }
  return first?.start ?? null;
}

function heldLength(text: string, stops: readonly string[]): number {
  const longest = Math.max(...stops.map((stop) => stop.length)) - 1;
  for (let length = Math.min(longest, text.length); length > 0; length--) {
    const end = text.slice(-length);
    if (stops.some((stop) => stop.length > length && stop.startsWith(end))) return length;
  }
  return 0;
}
