'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { Field, FieldError } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/input.tsx';
import type { ImportProblem } from '#lib/playground/import/import-text.ts';
import type { ImportNote } from '#lib/playground/request/problem.ts';
import { usePlayground } from '../state/playground-context.tsx';
import { openImport } from './open-import.ts';

/** Creates a draft from pasted text or a file, and lists the parts that were changed. */
export default function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('playground.transfer');
  const services = usePlayground();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<ImportProblem | null>(null);
  const [notes, setNotes] = useState<readonly ImportNote[]>([]);
  const open = async (source: string) => {
    const outcome = await openImport(source, services);
    setProblem(outcome.problem);
    setNotes(outcome.notes);
    if (outcome.problem === null && outcome.notes.length === 0) onClose();
  };
  const isOpened = notes.length > 0 && problem === null;
  const common = useTranslations('common');
  const footer = isOpened ? (
    <Button variant="primary" onClick={onClose}>
      {common('close')}
    </Button>
  ) : (
    <>
      <Button onClick={() => input.current?.click()}>{t('file')}</Button>
      <Button variant="primary" disabled={text.trim() === ''} onClick={() => void open(text)}>
        {t('open')}
      </Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent title={t('title')} description={t('text')} footer={footer}>
        {!isOpened && (
          <Field label={t('paste')}>
            <Textarea
              rows={8}
              value={text}
              onChange={(event) => setText(event.target.value)}
              spellCheck={false}
              className="font-mono text-12"
            />
          </Field>
        )}
        <FieldError>{problem && t(`problems.${problem}`)}</FieldError>
        {isOpened && (
          <div className="grid gap-1.5 text-13">
            <p>{t('notes')}</p>
            <ul className="grid gap-1">
              {notes.map(({ path, kind }) => (
                <li key={path + kind}>
                  <code className="font-mono text-12">{path}</code>{' '}
                  <span className="text-ink-muted">{t(`kinds.${kind}`)}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept=".json,.txt,.sh,application/json,text/plain"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void file.text().then(open);
            target.value = '';
          }}
        />
      </DialogContent>
    </Dialog>
  );
}
