'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ModelButton } from '../settings/model-section.tsx';
import { useColumn, useLatestRun, usePlayground } from '../state/playground-context.tsx';
import { SystemBox } from './system-box.tsx';
import { useFollowEnd } from './use-follow-end.ts';

const MessageList = lazy(() => import('./message-list.tsx'));

interface ConversationColumnProps {
  columnId: string;
  isOnly: boolean;
  isChosen: boolean;
  onChoose: (columnId: string) => void;
  onInspect: (runId: string) => void;
}

/** One conversation. Its head with the model is shown only when there are several. */
export function ConversationColumn({ columnId, isOnly, isChosen, onChoose, onInspect }: ConversationColumnProps) {
  const column = useColumn(columnId);
  const scroller = useRef<HTMLDivElement>(null);
  const run = useLatestRun(columnId);
  useFollowEnd(scroller, run?.id);
  const [first] = column.messages;
  const system = first?.role === 'system' ? first : undefined;
  const messages = system ? column.messages.slice(1) : column.messages;
  return (
    <div
      onFocusCapture={() => onChoose(columnId)}
      className="flex grow max-md:min-w-[85%] only:max-md:min-w-full md:min-w-60 basis-0 snap-start flex-col border-e last:border-e-0"
    >
      {!isOnly && <ColumnHead columnId={columnId} isChosen={isChosen} />}
      <div ref={scroller} data-slot="conversation" className="min-h-0 grow overflow-y-auto overscroll-contain">
        <div className="mx-auto w-full max-w-[52rem] px-4 pb-6 md:px-6">
          <SystemBox column={column} system={system} />
          {(messages.length > 0 || run) && (
            <Suspense>
              <MessageList columnId={columnId} messages={messages} onInspect={onInspect} />
            </Suspense>
          )}
          {messages.length === 0 && <FirstUse />}
        </div>
      </div>
    </div>
  );
}

function ColumnHead({ columnId, isChosen }: { columnId: string; isChosen: boolean }) {
  const t = useTranslations('playground.compare');
  const { drafts } = usePlayground();
  const column = useColumn(columnId);
  return (
    <div
      data-chosen={isChosen}
      className="flex h-11 shrink-0 items-center gap-1 border-b px-3 data-[chosen=true]:bg-accent-soft"
    >
      <ModelButton column={column} className="border-transparent bg-transparent" />
      <Button
        variant="ghost"
        size="icon"
        aria-label={t('remove')}
        onClick={() => drafts.edit({ type: 'removeColumn', columnId })}
      >
        <X aria-hidden />
      </Button>
    </div>
  );
}

function FirstUse() {
  const t = useTranslations('playground.first');
  return (
    <div className="grid gap-1 py-8 text-ink-muted">
      <p className="font-medium text-16 text-ink">{t('title')}</p>
      <p className="max-w-reading">{t('text')}</p>
    </div>
  );
}
