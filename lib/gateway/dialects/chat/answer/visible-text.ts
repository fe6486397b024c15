import type { AnswerPlan } from '../answer-plan.ts';
import { openStopScan, type StopScan, scanForStop } from './emulated-stop.ts';
import { endObject, NO_OBJECT_YET, type ObjectScan, scanObject } from './json-object.ts';

/** The path of the answer's text to the customer: JSON first, since a stop string ends what is visible. */
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

/** What the next piece of text makes visible. However the text is cut into pieces, the sum is the same. */
export function pushText(visible: VisibleText, piece: string): Shown {
  if (visible.isReplaced) return { visible, text: '' };
  if (visible.json === 'tool') return { visible: { ...visible, waiting: visible.waiting + piece }, text: '' };
  if (visible.json === 'text') return show(visible, piece);
  const { scan, text } = scanObject(visible.object, piece);
  return show({ ...visible, object: scan }, text);
}

/** The hidden JSON tool was called: its input is the content, and text beside it would break the JSON. */
export const replaceText = (visible: VisibleText): VisibleText => ({ ...visible, waiting: '', isReplaced: true });

/** What held-back text is owed when the answer is over. */
export function endText(visible: VisibleText): Shown {
  const shown = show(visible, visible.json === 'tool' ? visible.waiting : endObject(visible.object));
  const { stop } = shown.visible;
  return { visible: { ...shown.visible, stop: { ...stop, held: '' } }, text: shown.text + stop.held };
}

function show(visible: VisibleText, piece: string): Shown {
  const { scan, text } = scanForStop(visible.stop, piece);
  return { visible: scan === visible.stop ? visible : { ...visible, stop: scan }, text };
}
