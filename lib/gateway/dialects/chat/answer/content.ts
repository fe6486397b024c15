import type { ContentDelta } from '#lib/gateway/messages/events.ts';
import { malformed } from '#lib/gateway/messages/failure.ts';
import type { OutputBlock, ToolUseOutput } from '#lib/gateway/messages/response.ts';
import type { AnswerPlan } from '../answer-plan.ts';
import { type ArgumentScan, openArguments, scanArguments } from './argument-scan.ts';
import type { Delta } from './chunk.ts';
import { toEncryptedDetail, toTextDetail } from './completion.ts';
import type { ContentSummary } from './ending.ts';
import { type CallForm, growCall, openCall, toCallForm, toCustomInput } from './tool-call.ts';
import { endText, openText, pushText, replaceText, type Shown, type VisibleText } from './visible-text.ts';

/**
 * The content of an answer while it is read, block by block. One fold makes the deltas of a stream and of a whole
 * answer, so the two say the same.
 */
export interface AnswerContent {
  readonly plan: AnswerPlan;
  readonly open: readonly OpenBlock[];
  readonly lastIndex: number;
  readonly visible: VisibleText;
  /** False while all text was blank: models begin with a text block of two newlines before they think. */
  readonly hasText: boolean;
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

/** The next content, and the deltas for the customer. */
export interface ContentStep {
  content: AnswerContent;
  deltas: Delta[];
}

export const openContent = (plan: AnswerPlan): AnswerContent => ({
  plan,
  open: [],
  lastIndex: -1,
  visible: openText(plan),
  hasText: false,
  calls: 0,
  details: 0,
});

export const summarise = ({ plan, calls, visible }: AnswerContent): ContentSummary => ({
  hasCalls: calls > 0,
  usesLegacyFunctions: plan.usesLegacyFunctions,
  isCutAtStop: visible.stop.isCut,
});

/** Opens a block, empty as in a stream or complete. @throws UpstreamError `malformed` if its index is taken. */
export function startBlock(content: AnswerContent, index: number, block: OutputBlock): ContentStep {
  if (index <= content.lastIndex) throw malformed('a block begins twice or out of order');
  const next = { ...content, lastIndex: index };
  // Had upstream known the stop string, the answer would have ended there.
  if (content.visible.stop.isCut) return emitFrom(next, { kind: 'silent', index });
  switch (block.type) {
    case 'text':
      return pushBlockText(next, { kind: 'text', index, blank: '' }, block.text);
    case 'tool_use':
      return startCall(next, index, block);
    case 'thinking':
    case 'redacted_thinking':
      return startThinking(next, index, block);
    case 'unknown':
      return emitFrom(next, { kind: 'silent', index });
  }
}

/** Extends a block. @throws UpstreamError `malformed` if it is not open. */
export function growBlock(content: AnswerContent, index: number, delta: ContentDelta): ContentStep {
  const block = openBlock(content, index);
  if (delta.type === 'text_delta' && block.kind === 'text') return pushBlockText(content, block, delta.text);
  if (delta.type === 'input_json_delta' && block.kind === 'call')
    return pushJson(content, block, delta.partial_json ?? '');
  if (delta.type === 'thinking_delta' && block.kind === 'thinking')
    return emitFrom(content, { ...block, text: block.text + delta.thinking }, toReasoning(delta.thinking));
  if (delta.type === 'signature_delta' && block.kind === 'thinking')
    return emitFrom(content, { ...block, signature: delta.signature });
  return { content, deltas: [] };
}

/** Closes a block and emits the deltas that waited for its end. @throws UpstreamError `malformed` if it is not open. */
export function stopBlock(content: AnswerContent, index: number): ContentStep {
  const block = openBlock(content, index);
  const next = { ...content, open: content.open.filter((other) => other !== block) };
  return { content: next, deltas: block.kind === 'call' ? endCall(block) : endBlock(block) };
}

/** Ends the message. In an answer that was cut short, a call that is still open gets no invented arguments. */
export function endContent(content: AnswerContent, isCut: boolean): ContentStep {
  const { visible, text } = endText(content.visible);
  const endings = content.open.flatMap((block) => (block.kind === 'call' && !isCut ? endCall(block) : endBlock(block)));
  return { content: { ...content, visible, open: [] }, deltas: [...endings, ...toContent(text)] };
}

function startCall(content: AnswerContent, index: number, use: ToolUseOutput): ContentStep {
  const call = content.calls;
  const form = toCallForm(content.plan, use.name, { calls: call, hasJson: content.visible.isReplaced });
  const names = content.plan.fieldNames?.get(use.name);
  const scan = names ? openArguments(names) : null;
  const block: CallBlock = { kind: 'call', index, form, call, use, json: '', scan };
  if (form === 'content') return emitFrom({ ...content, visible: replaceText(content.visible) }, block);
  if (form === 'silent') return emitFrom(content, block);
  return emitFrom({ ...content, calls: call + 1 }, block, openCall(form, call, use));
}

function pushJson(content: AnswerContent, block: CallBlock, piece: string): ContentStep {
  const { scan, text } = block.scan ? scanArguments(block.scan, piece) : { scan: null, text: piece };
  const grown = { ...block, json: block.json + piece, scan };
  return emitFrom(content, grown, block.form === 'custom' ? [] : growCall(block.form, block.call, text));
}

/** Arguments that were not streamed came with the block, as `{}` when there are none. */
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
  // Arguments cut inside a field's name end with the part that came.
  return block.kind === 'call' && block.scan ? growCall(block.form, block.call, block.scan.held) : [];
}

function startThinking(
  content: AnswerContent,
  index: number,
  block: Extract<OutputBlock, { type: 'thinking' | 'redacted_thinking' }>,
): ContentStep {
  if (!content.plan.includesReasoning) return emitFrom(content, { kind: 'silent', index });
  const detail = content.details;
  const next = { ...content, details: detail + 1 };
  if (block.type === 'redacted_thinking')
    return emitFrom(next, { kind: 'silent', index }, [{ reasoning_details: [toEncryptedDetail(block.data, detail)] }]);
  const { thinking: text, signature = '' } = block;
  return emitFrom(next, { kind: 'thinking', index, detail, text, signature }, toReasoning(text));
}

/** Until the first text that is not blank, blank text is held back until more text follows in its block. */
function pushBlockText(content: AnswerContent, block: TextBlock, piece: string): ContentStep {
  if (content.hasText) return emitText(isOpen(content, block) ? content : withBlock(content, block), piece);
  const text = block.blank + piece;
  if (text.trim() === '') return emitFrom(content, { ...block, blank: text });
  return emitText(withBlock({ ...content, hasText: true }, { ...block, blank: '' }), text);
}

function emitText(content: AnswerContent, text: string): ContentStep {
  const shown: Shown = pushText(content.visible, text);
  const next = shown.visible === content.visible ? content : { ...content, visible: shown.visible };
  return { content: next, deltas: toContent(shown.text) };
}

const toContent = (text: string): Delta[] => (text === '' ? [] : [{ content: text }]);
const toReasoning = (text: string): Delta[] => (text === '' ? [] : [{ reasoning_content: text }]);

const emitFrom = (content: AnswerContent, block: OpenBlock, deltas: Delta[] = []): ContentStep => ({
  content: withBlock(content, block),
  deltas,
});

const withBlock = (content: AnswerContent, block: OpenBlock): AnswerContent => ({
  ...content,
  open: [...content.open.filter(({ index }) => index !== block.index), block],
});

const isOpen = (content: AnswerContent, block: OpenBlock): boolean => content.open.includes(block);

function openBlock(content: AnswerContent, index: number): OpenBlock {
  const block = content.open.find((candidate) => candidate.index === index);
  if (!block) throw malformed('a block goes on that has not begun, or has ended');
  return block;
}
