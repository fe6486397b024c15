import type { Message } from '../document.ts';
import { toJsonText } from '../request/json-text.ts';
import { toWireMessage } from '../request/to-message.ts';
import { toMessage } from '../run/answer.ts';
import type { Run } from '../run/run.ts';

/** Converts a run of the browser's store to text to import: the request as sent, plus the answer as the next message. */
export function fromRun({ sent, answer }: Pick<Run, 'sent' | 'answer'>): string {
  const answered = toMessage(answer, { id: '', runId: '' });
  return toJsonText({ ...sent, messages: [...sent.messages, ...(answered ? [onTheWire(answered)] : [])] });
}

const onTheWire = (message: Message) =>
  toWireMessage(message, '', { values: {}, attachments: new Map(), problems: [] });
