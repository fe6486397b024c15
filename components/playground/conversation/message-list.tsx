'use client';

import { useMemo } from 'react';
import type { Message } from '#lib/playground/document.ts';
import { MessageCard } from './message-card.tsx';
import { RunningAnswer } from './running-answer.tsx';

interface MessageListProps {
  columnId: string;
  messages: readonly Message[];
  onInspect: (runId: string) => void;
}

/** The messages of a column and the answer that is streaming. */
export default function MessageList({ columnId, messages, onInspect }: MessageListProps) {
  const answered = useMemo(() => answeredCalls(messages), [messages]);
  return (
    <>
      {messages.map((message, index) => (
        <MessageCard
          key={message.id}
          columnId={columnId}
          message={message}
          isLast={index === messages.length - 1}
          answered={answeredOf(message, answered)}
          onInspect={onInspect}
        />
      ))}
      <RunningAnswer columnId={columnId} />
    </>
  );
}

const answeredCalls = (messages: readonly Message[]): ReadonlySet<string | undefined> =>
  new Set(messages.filter(({ role }) => role === 'tool').map(({ toolCallId }) => toolCallId));

const answeredOf = ({ toolCalls = [] }: Message, answered: ReadonlySet<string | undefined>): string =>
  toolCalls.flatMap(({ id }) => (answered.has(id) ? id : [])).join(' ');
