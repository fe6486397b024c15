import type { Message } from '../document.ts';
import { toJsonText } from '../request/json-text.ts';
import { toWireMessage } from '../request/to-message.ts';
import { toMessage } from '../run/answer.ts';
import type { Run } from '../run/run.ts';

/** A run that the browser keeps as text to import: the request as it was sent, and the answer as the conversation's next message. */
export function fromRun({ sent, answer }: Pick<Run, 'sent' | 'answer'>): string {
  const answered = toMessage(answer, { id: '', runId: '' });
  return toJsonText({ ...sent, messages: [...sent.messages, ...(answered ? [onTheWire(answered)] : [])] });
}

const onTheWire = (message: Message) =>
  toWireMessage(message, '', { values: {}, attachments: new Map(), problems: [] });
