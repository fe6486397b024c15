'use client';

import { useTranslations } from 'next-intl';
import { Form, FormEnd } from '#components/auth/form.tsx';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { ConflictNotice } from '#components/edits/conflict-notice.tsx';
import { isConflict, useEdit } from '#components/edits/use-edit.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { normaliseLine } from '#lib/normalise.ts';
import { WEBHOOK_EVENTS } from '#lib/webhooks/events.ts';
import { changeEndpointAction } from '../actions.ts';
import { EndpointFields, type EndpointValues, endpointForm } from '../endpoint-fields.tsx';

interface ChangeEndpointProps {
  id: string;
  url: string;
  events: string[];
}

/** The form that changes an endpoint. */
export function ChangeEndpoint({ id, url, events }: ChangeEndpointProps) {
  const t = useTranslations('settings.webhooks');
  const guard = useStepUp();
  const change = usePageAction(changeEndpointAction);
  const shown = toValues({ url, events });
  const edit = useEdit<EndpointValues>(shown);
  const { form, submit, isPending, errorOf, formError } = useActionForm<EndpointValues, void>({
    schema: endpointForm,
    defaultValues: shown,
    action: (values) =>
      edit.send({ ...values, url: normaliseLine(values.url) }, (changed) => guard(() => change({ id, edit: changed }))),
    onDone: () => void toast.success(t('saved')),
    onFailure: isConflict,
  });
  return (
    <Form onSubmit={submit} className="max-w-md">
      <EndpointFields form={form} errorOf={errorOf} />
      <ConflictNotice
        edit={edit}
        nameOf={(field) => t(({ url: 'address', events: 'events' } as const)[field])}
        textOf={(_, value) => [value].flat().join(', ')}
        onSave={submit}
        onTake={(theirs) => form.reset({ ...form.getValues(), ...toValues({ url, events, ...theirs }) })}
      />
      <FormEnd variant="secondary" error={formError} isPending={isPending}>
        {t('save')}
      </FormEnd>
    </Form>
  );
}

const toValues = ({ url, events }: { url: string; events: string[] }): EndpointValues => ({
  url,
  events: WEBHOOK_EVENTS.filter((type) => events.includes(type)),
});
