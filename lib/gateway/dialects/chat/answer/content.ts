import type { ContentDelta } from '#lib/gateway/messages/events.ts';
import { malformed } from '#lib/gateway/messages/failure.ts';
import type { OutputBlock, ToolUseOutput } from '#lib/gateway/messages/response.ts';
import type { AnswerPlan } from '../answer-plan.ts';
import { type ArgumentScan, openArguments, scanArguments } from './argument-scan.ts';
import type { Delta } from './chunk.ts';
import { toEncryptedDetail, toTextDetail } from './reasoning.ts';
import type { Outcome } from './stop-reason.ts';
import { type CallForm, growCall, openCall, toCallForm, toCustomInput } from './tool-call.ts';
import { endText, openText, pushText, replaceText, type Shown, type VisibleText } from './visible-text.ts';

/**
 * The content of an answer while it is read, block by block. One fold makes the deltas of a stream and of a whole
 * answer, so the two say the same.
 */
export interface Answer {
  readonly plan: AnswerPlan;
  readonly open: readonly OpenBlock[];
  readonly lastIndex: number;
  readonly visible: VisibleText;
  /** False while all text was blank: models begin with a text block of two newlines before they think. */
  readonly hasText: boolean;
  /** Whether the model has said, thought or called anything. */
  readonly hasOutput: boolean;
  readonly calls: number;
  readonly details: number;
}

type OpenBlock =
  | { readonly kind: 'text'; readonly index: number; readonly blank: string }
  | { readonly kind: 'thinking'; readonly index: number; readonly detail: number; text: string; signature: string }
  | {
      readonly kind: 'call';
      readonly index: number;
      form: CallForm;
      call: number;
      use: ToolUseOutput;
      json: string;
      /** Set when the tool's fields have other names upstream. */
      scan: ArgumentScan | null;
    }
  | { readonly kind: 'silent'; readonly index: number };

type TextBlock = Extract<OpenBlock, { kind: 'text' }>;
type CallBlock = Extract<OpenBlock, { kind: 'call' }>;

/** The answer after something happened, and what that tells the customer. */
export interface Told {
  answer: Answer;
  deltas: Delta[];
}

export const openAnswer = (plan: AnswerPlan): Answer => ({
  plan,
  open: [],
  lastIndex: -1,
  visible: openText(plan),
  hasText: false,
  hasOutput: false,
  calls: 0,
  details: 0,
});

export const toOutcome = ({ plan, calls, visible }: Answer): Outcome => ({
  hasCalls: calls > 0,
  usesLegacyFunctions: plan.usesLegacyFunctions,
  isCutAtStop: visible.stop.isCut,
});

/** A block begins, empty as in a stream or with all it has. @throws UpstreamError `malformed` if its place is taken. */
export function startBlock(answer: Answer, index: number, block: OutputBlock): Told {
  if (index <= answer.lastIndex) throw malformed('a block begins twice or out of order');
  const next = { ...answer, lastIndex: index };
  // Had upstream known the stop string, the answer would have ended there.
  if (answer.visible.stop.isCut) return opened(next, { kind: 'silent', index });
  switch (block.type) {
    case 'text':
      return pushBlockText(next, { kind: 'text', index, blank: '' }, block.text);
    case 'tool_use':
      return startCall({ ...next, hasOutput: true }, index, block);
    case 'thinking':
    case 'redacted_thinking':
      return startThinking({ ...next, hasOutput: true }, index, block);
    case 'unknown':
      return opened(next, { kind: 'silent', index });
  }
}

/** A block grows. @throws UpstreamError `malformed` if it is not open. */
export function growBlock(answer: Answer, index: number, delta: ContentDelta): Told {
  const block = openBlock(answer, index);
  if (delta.type === 'text_delta' && block.kind === 'text') return pushBlockText(answer, block, delta.text);
  if (delta.type === 'input_json_delta' && block.kind === 'call')
    return pushJson(answer, block, delta.partial_json ?? '');
  if (delta.type === 'thinking_delta' && block.kind === 'thinking')
    return opened(answer, { ...block, text: block.text + delta.thinking }, toReasoning(delta.thinking));
  if (delta.type === 'signature_delta' && block.kind === 'thinking')
    return opened(answer, { ...block, signature: delta.signature });
  return { answer, deltas: [] };
}

/** A block is complete: what waited for its end is told. @throws UpstreamError `malformed` if it is not open. */
export function stopBlock(answer: Answer, index: number): Told {
  const block = openBlock(answer, index);
  const next = { ...answer, open: answer.open.filter((other) => other !== block) };
  return { answer: next, deltas: block.kind === 'call' ? endCall(block) : endBlock(block) };
}

/** The message is over. Of an answer that was cut short, a call that is still open gets no invented arguments. */
export function endAnswer(answer: Answer, isCut: boolean): Told {
  const { visible, text } = endText(answer.visible);
  const endings = answer.open.flatMap((block) => (block.kind === 'call' && !isCut ? endCall(block) : endBlock(block)));
  return { answer: { ...answer, visible, open: [] }, deltas: [...endings, ...toContent(text)] };
}

function startCall(answer: Answer, index: number, use: ToolUseOutput): Told {
  const call = answer.calls;
  const form = toCallForm(answer.plan, use.name, { calls: call, hasJson: answer.visible.isReplaced });
  const names = answer.plan.fieldNames?.get(use.name);
  const scan = names ? openArguments(names) : null;
  const block: CallBlock = { kind: 'call', index, form, call, use, json: '', scan };
  if (form === 'content') return opened({ ...answer, visible: replaceText(answer.visible) }, block);
  if (form === 'silent') return opened(answer, block);
  return opened({ ...answer, calls: call + 1 }, block, openCall(form, call, use));
}

function pushJson(answer: Answer, block: CallBlock, piece: string): Told {
  const { scan, text } = block.scan ? scanArguments(block.scan, piece) : { scan: null, text: piece };
  const grown = { ...block, json: block.json + piece, scan };
  return opened(answer, grown, block.form === 'custom' ? [] : growCall(block.form, block.call, text));
}

/** Arguments that did not come in pieces came with the block, as `{}` when there are none. */
function endCall(block: CallBlock): Delta[] {
  if (block.json !== '') return endBlock(block);
  const json = block.use.rawInput ?? JSON.stringify(block.use.input);
  if (block.form === 'custom') return endBlock({ ...block, json });
  if (block.scan === null) return growCall(block.form, block.call, json);
  const { scan, text } = scanArguments(block.scan, json);
  return growCall(block.form, block.call, text + scan.held);
}

function endBlock(block: OpenBlock): Delta[] {
  if (block.kind === 'thinking')
    return [{ reasoning_details: [toTextDetail(block.text, block.signature, block.detail)] }];
  if (block.kind === 'call' && block.form === 'custom')
    return growCall('custom', block.call, toCustomInput(block.json));
  // Arguments that were cut inside a name end with what came of it.
  return block.kind === 'call' && block.scan ? growCall(block.form, block.call, block.scan.held) : [];
}

function startThinking(
  answer: Answer,
  index: number,
  block: Extract<OutputBlock, { type: 'thinking' | 'redacted_thinking' }>,
): Told {
  if (!answer.plan.includesReasoning) return opened(answer, { kind: 'silent', index });
  const detail = answer.details;
  const next = { ...answer, details: detail + 1 };
  if (block.type === 'redacted_thinking')
    return opened(next, { kind: 'silent', index }, [{ reasoning_details: [toEncryptedDetail(block.data, detail)] }]);
  const { thinking: text, signature = '' } = block;
  return opened(next, { kind: 'thinking', index, detail, text, signature }, toReasoning(text));
}

/** Blank text waits for something to follow it in its block, until the first real text was said. */
function pushBlockText(answer: Answer, block: TextBlock, piece: string): Told {
  if (answer.hasText) return told(isOpen(answer, block) ? answer : withBlock(answer, block), piece);
  const text = block.blank + piece;
  if (text.trim() === '') return opened(answer, { ...block, blank: text });
  return told(withBlock({ ...answer, hasText: true, hasOutput: true }, { ...block, blank: '' }), text);
}

function told(answer: Answer, text: string): Told {
  const shown: Shown = pushText(answer.visible, text);
  const next = shown.visible === answer.visible ? answer : { ...answer, visible: shown.visible };
  return { answer: next, deltas: toContent(shown.text) };
}

const toContent = (text: string): Delta[] => (text === '' ? [] : [{ content: text }]);
const toReasoning = (text: string): Delta[] => (text === '' ? [] : [{ reasoning_content: text }]);

const opened = (answer: Answer, block: OpenBlock, deltas: Delta[] = []): Told => ({
  answer: withBlock(answer, block),
  deltas,
});

const withBlock = (answer: Answer, block: OpenBlock): Answer => ({
  ...answer,
  open: [...answer.open.filter(({ index }) => index !== block.index), block],
});

const isOpen = (answer: Answer, block: OpenBlock): boolean => answer.open.includes(block);

function openBlock(answer: Answer, index: number): OpenBlock {
  const block = answer.open.find((candidate) => candidate.index === index);
  if (!block) throw malformed('a block goes on that has not begun, or has ended');
  return block;
}
