'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, lazy, memo, Suspense, useState } from 'react';
import type { Message } from '#lib/playground/document.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { usePlayground, useRun } from '../state/playground-context.tsx';
import { textOf } from '../state/runner.ts';
import { CallList } from './call-list.tsx';
import { MessageHead } from './message-head.tsx';
import { PartList } from './part-list.tsx';
import { RunFoot } from './run-foot.tsx';
import { Thoughts } from './thoughts.tsx';
import { thoughtsIn } from './thoughts-in.ts';

const AnswerCheck = lazy(() => import('./answer-check.tsx'));

interface MessageCardProps {
  columnId: string;
  message: Message;
  isLast: boolean;
  /** Ids of its calls that have a result, space-separated. */
  answered: string;
  onInspect: (runId: string) => void;
}

/** One message, memoised so that it does not render again while another message streams. */
export const MessageCard = memo(({ columnId, message, isLast, answered, onInspect }: MessageCardProps) => {
  const t = useTranslations('playground');
  const { drafts } = usePlayground();
  const [isEditing, setEditing] = useState(false);
  const messageId = message.id;
  const isRead = message.role === 'assistant' && !isEditing;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || by === undefined) return;
    event.preventDefault();
    drafts.edit({ type: 'moveMessage', columnId, messageId, by });
  };
  return (
    <article
      data-slot="message"
      data-role={message.role}
      aria-label={t('messageOf', { role: t(`roles.${message.role}`) })}
      onKeyDown={onKeyDown}
      className="group/message grid gap-1 border-b py-3.5 [contain-intrinsic-size:auto_6rem] [content-visibility:auto]"
    >
      <MessageHead
        columnId={columnId}
        message={message}
        isLast={isLast}
        isEditing={isEditing}
        onEdit={() => setEditing(!isEditing)}
      />
      <Thoughts text={thoughtsIn(message.reasoning)} />
      {isRead ? <ReadParts message={message} /> : <PartList columnId={columnId} message={message} />}
      <CheckedAnswer message={message} />
      {message.toolCalls && <CallList columnId={columnId} message={message} answered={answered} />}
      <RunFoot runId={message.runId} onInspect={onInspect} />
    </article>
  );
});
MessageCard.displayName = 'MessageCard';

/** Loads the JSON validator only when the run asked for JSON. */
function CheckedAnswer({ message }: { message: Message }) {
  const format = useRun(message.runId)?.sent.response_format;
  const text = textOf(message);
  if (!format || format.type === 'text' || text === '') return null;
  return (
    <Suspense>
      <AnswerCheck text={text} format={format} />
    </Suspense>
  );
}

/** The parts of a message as rendered Markdown. */
function ReadParts({ message: { parts } }: { message: Message }) {
  const t = useTranslations('playground');
  return parts.map((part, index) => {
    // biome-ignore-start lint/suspicious/noArrayIndexKey: parts never change places
    if (part.type === 'text') return <Markdown key={index} text={part.text} isStreaming={false} />;
    if (part.type !== 'refusal') return null;
    return (
      <p key={index} className="whitespace-pre-wrap text-14/6">
        <span className="font-medium text-warning">{t('refusal')} </span>
        {part.text}
      </p>
    );
    // biome-ignore-end lint/suspicious/noArrayIndexKey: as above
  });
}
