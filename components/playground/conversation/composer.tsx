'use client';

import { CornerDownLeft, Square } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, type Ref, Suspense, useImperativeHandle, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { toPart } from '#lib/playground/attachments.ts';
import type { Part } from '#lib/playground/document.ts';
import { newMessage } from '#lib/playground/new-draft.ts';
import type { RequestProblem } from '#lib/playground/request/problem.ts';
import { newLocalId } from '../state/local-id.ts';
import { useDraft, useIsRunning, usePlayground } from '../state/playground-context.tsx';
import { AttachButton } from './attach-button.tsx';
import { EstimateLine } from './estimate-line.tsx';
import { ProblemList } from './problem-list.tsx';
import { TextArea } from './text-area.tsx';
import { useAttached } from './use-attached.ts';
import { useComposed } from './use-composed.ts';

const FileChip = lazy(() => import('./file-chip.tsx').then((part) => ({ default: part.FileChip })));

export interface ComposerHandle {
  run(): void;
  stop(): void;
}

/** Input for the next message of all columns, with the button that runs them. */
export function Composer({ ref, onRun }: { ref: Ref<ComposerHandle>; onRun: () => void }) {
  const t = useTranslations('playground.composer');
  const { drafts, runner } = usePlayground();
  const draft = useDraft();
  const { columns, isLinked, id } = draft;
  const [text, setText] = useComposed(id);
  const [problems, setProblems] = useState<RequestProblem[]>([]);
  const isRunning = useIsRunning();
  const { attached, problems: unreadable, attach, refuse, remove, clear } = useAttached(draft);
  const isEmpty = text.trim() === '' && attached.length === 0;

  const add = () => {
    if (isEmpty) return;
    const parts: Part[] = [...attached.map(toPart), { type: 'text', text }];
    for (const column of isLinked ? columns.slice(0, 1) : columns)
      drafts.edit({
        type: 'addMessages',
        columnId: column.id,
        messages: [{ ...newMessage(newLocalId(), 'user'), parts }],
      });
    setText('');
    clear();
  };
  const run = () => {
    if (isRunning) return;
    add();
    if (refuse(drafts.read().draft)) return;
    setProblems(columns.flatMap((column) => runner.run(column.id)));
    onRun();
  };
  const stop = () => {
    for (const column of columns) runner.stop(column.id);
  };
  useImperativeHandle(ref, () => ({ run, stop }));
  return (
    <div className="border-t bg-paper px-4 py-3 md:px-6">
      <div className="mx-auto grid w-full max-w-[52rem] gap-2">
        <ProblemList problems={problems} />
        <ul role="alert" className="text-13 text-danger empty:hidden">
          {unreadable.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped on it; the button offers the same */}
        <div
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            void attach([...event.dataTransfer.files]);
          }}
          className="grid rounded-panel border border-control-line bg-raised px-3 py-2 outline-accent has-[textarea:focus-visible]:outline-2"
        >
          <div className="flex flex-wrap gap-2 pb-2 empty:hidden">
            <Suspense>
              {attached.map((file) => (
                <FileChip key={file.id} file={file} onRemove={() => remove(file.id)} />
              ))}
            </Suspense>
          </div>
          <TextArea
            onPaste={(event) => {
              if (event.clipboardData.files.length === 0) return;
              event.preventDefault();
              void attach([...event.clipboardData.files]);
            }}
            aria-label={t('label')}
            placeholder={columns[0]?.messages.some(({ role }) => role !== 'system') ? t('next') : t('first')}
            value={text}
            onChange={(next) => {
              setText(next);
              setProblems([]);
            }}
            className="mx-0 min-h-12 px-0 outline-none"
          />
          <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1.5">
            <AttachButton onAttach={attach} />
            <EstimateLine text={text} attached={attached} />
            <div className="grow" />
            <Button variant="ghost" onClick={add} disabled={isEmpty}>
              {t('add')}
            </Button>
            {isRunning ? (
              <Button onClick={stop}>
                <Square aria-hidden />
                {t('stop')}
              </Button>
            ) : (
              <Button variant="primary" onClick={run} aria-keyshortcuts="Control+Enter Meta+Enter">
                {columns.length > 1 ? t('runAll') : t('run')}
                <CornerDownLeft aria-hidden />
              </Button>
            )}
          </div>
        </div>
      </div>
    </div>
  );
}
