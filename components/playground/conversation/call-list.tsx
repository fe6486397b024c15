'use client';

import { Wrench } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Textarea } from '#components/ui/input.tsx';
import type { Message, ToolCall } from '#lib/playground/document.ts';
import { answerByMock } from '#lib/playground/mock.ts';
import { parseJsonText, toJsonText } from '#lib/playground/request/json-text.ts';
import { newLocalId } from '../state/local-id.ts';
import { useColumn, usePlayground } from '../state/playground-context.tsx';

interface CallListProps {
  columnId: string;
  message: Message;
  /** Ids of calls that have a result, space-separated. */
  answered: string;
}

/** The tool calls of an answer. The user or the tool's mock answers each, then the model continues. */
export function CallList({ columnId, message: { id, toolCalls = [] }, answered }: CallListProps) {
  const t = useTranslations('playground.calls');
  const { drafts, runner } = usePlayground();
  const { messages } = useColumn(columnId);
  const done = new Set(answered.split(' '));
  const place = messages.findIndex((message) => message.id === id);
  const results = messages.slice(place + 1).findIndex(({ role }) => role !== 'tool');
  /** New results go after those that exist. */
  const before = results === -1 ? undefined : messages[place + 1 + results]?.id;
  const answer = (call: ToolCall, content: string, isError: boolean) => {
    const result: Message = {
      ...{ id: newLocalId(), role: 'tool', toolCallId: call.id, parts: [{ type: 'text', text: content }] },
      ...(isError && { isError }),
    };
    drafts.edit({ type: 'addMessages', columnId, messages: [result], ...(before !== undefined && { before }) });
  };
  const isLast = before === undefined;
  return (
    <div className="mt-1 grid gap-2">
      {toolCalls.map((call) => (
        <CallCard key={call.id} columnId={columnId} call={call} isAnswered={done.has(call.id)} onAnswer={answer} />
      ))}
      {isLast && toolCalls.every((call) => done.has(call.id)) && (
        <Button variant="primary" className="w-fit" onClick={() => runner.run(columnId)}>
          {t('continue')}
        </Button>
      )}
    </div>
  );
}

interface CallCardProps {
  columnId: string;
  call: ToolCall;
  isAnswered: boolean;
  onAnswer: (call: ToolCall, content: string, isError: boolean) => void;
}

function CallCard({ columnId, call, isAnswered, onAnswer }: CallCardProps) {
  const t = useTranslations('playground.calls');
  const { tools } = useColumn(columnId);
  const tool = tools.find(({ name }) => name === call.name);
  const mocked = tool ? answerByMock(tool, call) : null;
  const [text, setText] = useState<string | null>(null);
  const [isError, setError] = useState(mocked?.isError ?? false);
  const content = text ?? mocked?.content ?? '';
  const args = parseJsonText(call.arguments);
  return (
    <article
      aria-label={t('title', { name: call.name })}
      className="grid min-w-0 gap-2 rounded-panel border bg-sunken px-3 py-2.5"
    >
      <p className="flex items-center gap-2 font-mono text-13">
        <Wrench aria-hidden className="size-4 shrink-0 text-ink-faint" />
        {call.name}
      </p>
      <pre className="overflow-x-auto whitespace-pre-wrap font-mono text-12 text-ink-muted [overflow-wrap:anywhere]">
        {args === undefined ? call.arguments : toJsonText(args)}
      </pre>
      {!isAnswered && (
        <>
          <Textarea
            aria-label={t('result', { name: call.name })}
            placeholder={t('placeholder')}
            value={content}
            onChange={(event) => setText(event.target.value)}
            spellCheck={false}
            className="min-h-16 font-mono text-12"
          />
          <div className="flex flex-wrap items-center gap-3">
            <Button onClick={() => onAnswer(call, content, isError)}>{t('add')}</Button>
            {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is the control */}
            <label className="flex items-center gap-2 text-13 touch:min-h-11">
              <Checkbox checked={isError} onCheckedChange={setError} />
              {t('failed')}
            </label>
          </div>
        </>
      )}
    </article>
  );
}
