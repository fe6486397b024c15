'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent, DialogForm, DialogTrigger } from '#components/ui/dialog.tsx';
import { focusFirstField } from '#components/ui/focus.ts';
import { createEndpointAction } from './actions.ts';
import { EndpointFields, type EndpointValues, endpointForm } from './endpoint-fields.tsx';
import { SecretDialog } from './secret-dialog.tsx';

/** A button that opens the form for an endpoint, and then shows its secret. */
export function CreateEndpoint({ most }: { most: number }) {
  const t = useTranslations('settings.webhooks');
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string>();
  const show = (fresh: string) => {
    setOpen(false);
    setSecret(fresh);
  };
  return (
    <>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogTrigger asChild>
          <Button>{t('add')}</Button>
        </DialogTrigger>
        <DialogContent title={t('add')} description={t('addText')} onOpenAutoFocus={focusFirstField}>
          <CreateForm most={most} onDone={show} />
        </DialogContent>
      </Dialog>
      {secret && <SecretDialog secret={secret} onClosed={() => setSecret(undefined)} />}
    </>
  );
}

function CreateForm({ most, onDone }: { most: number; onDone: (secret: string) => void }) {
  const t = useTranslations('settings.webhooks');
  const guard = useStepUp();
  const create = usePageAction(createEndpointAction);
  const { form, submit, isPending, errorOf, formError } = useActionForm<EndpointValues, { secret: string }>({
    schema: endpointForm,
    defaultValues: { url: '', events: [] },
    action: (values) => guard(() => create(values)),
    onDone: ({ secret }) => onDone(secret),
    texts: { conflict: t('tooMany', { count: most }) },
  });
  return (
    <DialogForm onSubmit={submit} action={t('add')} isPending={isPending} failure={formError}>
      <EndpointFields form={form} errorOf={errorOf} />
    </DialogForm>
  );
}
