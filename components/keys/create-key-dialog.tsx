'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, type RefObject, useId, useState } from 'react';
import { Dialog, DialogContent, DialogForm } from '#components/ui/dialog.tsx';
import { focusOn, useFocusOnClose } from '#components/ui/focus.ts';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { EMPTY_DRAFT, type KeyDraft, toLimits } from './draft.ts';
import { DraftInput, type DraftProps, useDraft } from './draft-form.tsx';
import { type FreshKey, useKeyDialogData } from './key-dialog-context.tsx';
import { MODES } from './key-filter.ts';
import { toInput } from './key-view.ts';
import { SecretDialog } from './secret-dialog.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { useKeyAction } from './use-key-action.ts';

interface CreateKeyDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  mode: 'live' | 'test';
  /** Gets the focus after the secret was saved. */
  button: RefObject<HTMLElement | null>;
  onCreated: () => void;
}

/** Shows the form, then the secret. Showing the secret needs no further request. */
export function CreateKeyDialog({ isOpen, onOpenChange, mode, button, onCreated }: CreateKeyDialogProps) {
  const t = useTranslations('keys.create');
  const [fresh, setFresh] = useState<FreshKey | null>(null);
  useFocusOnClose(fresh !== null, button);
  return (
    <>
      <Dialog open={isOpen} onOpenChange={onOpenChange}>
        <DialogContent
          title={t('title')}
          description={t('text')}
          className="max-w-xl"
          onOpenAutoFocus={focusOn('input[name=name]')}
        >
          <CreateKeyForm
            mode={mode}
            onCreated={(created) => {
              onOpenChange(false);
              setFresh(created);
            }}
          />
        </DialogContent>
      </Dialog>
      {fresh && (
        <SecretDialog
          fresh={fresh}
          title={t('done', { name: fresh.name })}
          description={t('doneText')}
          onClosed={() => {
            setFresh(null);
            onCreated();
          }}
        />
      )}
    </>
  );
}

interface CreateKeyFormProps {
  mode: KeyDraft['mode'];
  onCreated: (fresh: FreshKey) => void;
}

function CreateKeyForm({ mode: initialMode, onCreated }: CreateKeyFormProps) {
  const t = useTranslations('keys.create');
  const { actions } = useKeyDialogData();
  const { run, isPending, failure } = useKeyAction(actions.create);
  const { fields, check } = useDraft({ ...EMPTY_DRAFT, mode: initialMode });
  const [isDone, setDone] = useState(false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    const now = new Date();
    if (isDone || !check(now)) return;
    const { name, mode } = fields.draft;
    const created = await run({ name, mode, ...toInput(toLimits(fields.draft, now)) });
    if (!created) return;
    setDone(true);
    onCreated(created.data);
  }
  return (
    <DialogForm onSubmit={submit} action={t('submit')} isPending={isPending} failure={failure}>
      <DraftInput {...fields} field="name" label={t('name')} hint={t('nameHint')} maxLength={80} />
      <ModeField {...fields} />
      <SettingsFields {...fields} />
    </DialogForm>
  );
}

function ModeField({ draft, onChange }: DraftProps) {
  const t = useTranslations('keys');
  const id = useId();
  return (
    <div className="grid gap-2">
      <span id={id} className="font-medium text-13">
        {t('create.mode')}
      </span>
      <RadioGroup
        aria-labelledby={id}
        value={draft.mode}
        onValueChange={(value) => onChange({ mode: MODES.find((mode) => mode === value) ?? 'live' })}
        className="sm:grid-cols-2"
      >
        {MODES.map((mode) => (
          <Radio key={mode} value={mode} label={t(`modes.${mode}`)} hint={t(`create.modeHints.${mode}`)} />
        ))}
      </RadioGroup>
    </div>
  );
}
