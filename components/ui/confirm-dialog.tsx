'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState, useTransition } from 'react';
import { normaliseLine } from '#lib/normalise.ts';
import { AlertDialog, AlertDialogCancel, AlertDialogContent, AlertDialogTrigger } from './alert-dialog.tsx';
import { Button } from './button.tsx';
import { Field, FormError } from './field.tsx';
import { Input } from './input.tsx';

interface ConfirmDialogProps {
  title: ReactNode;
  /** The consequence, and whether it can be undone. */
  description: ReactNode;
  /** A verb with its object, as on the button that opened the dialog. */
  action: ReactNode;
  /** A name that the user must type first, for actions that cannot be undone. */
  typedName?: string;
  /** Resolves to an error message on failure. The dialog then stays open and shows it. */
  onConfirm: () => Promise<string | undefined>;
  trigger?: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** Asks for confirmation before a destructive action. */
export function ConfirmDialog({ trigger, isOpen, onOpenChange, ...question }: ConfirmDialogProps) {
  const [isOpenHere, setOpenHere] = useState(false);
  const setOpen = onOpenChange ?? setOpenHere;
  return (
    <AlertDialog open={isOpen ?? isOpenHere} onOpenChange={setOpen}>
      {trigger && <AlertDialogTrigger asChild>{trigger}</AlertDialogTrigger>}
      <Question {...question} onDone={() => setOpen(false)} />
    </AlertDialog>
  );
}

type QuestionProps = Omit<ConfirmDialogProps, 'trigger' | 'isOpen' | 'onOpenChange'> & { onDone: () => void };

function Question({ title, description, action, typedName, onConfirm, onDone }: QuestionProps) {
  const t = useTranslations('common');
  const formId = useId();
  const [typed, setTyped] = useState('');
  const [failure, setFailure] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const isReady = typedName === undefined || normaliseLine(typed) === normaliseLine(typedName);
  const confirm = () =>
    startTransition(async () => {
      const message = await onConfirm();
      setFailure(message);
      if (!message) onDone();
    });
  const footer = (
    <>
      <AlertDialogCancel asChild>
        <Button>{t('cancel')}</Button>
      </AlertDialogCancel>
      <Button form={formId} type="submit" variant="danger" disabled={!isReady} aria-busy={isPending || undefined}>
        {action}
      </Button>
    </>
  );
  return (
    <AlertDialogContent title={title} description={description} footer={footer}>
      <form
        id={formId}
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !isPending) confirm();
        }}
      >
        {typedName !== undefined && (
          <Field label={t('typeToConfirm', { name: typedName })}>
            <Input
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        )}
        <FormError>{failure}</FormError>
      </form>
    </AlertDialogContent>
  );
}
