import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import * as z from 'zod/mini';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field, FieldError, Label } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { normaliseLine } from '#lib/normalise.ts';
import { WEBHOOK_EVENTS, type WebhookEventType } from '#lib/webhooks/events.ts';

/** The server checks which addresses are allowed. */
export const endpointForm = z.strictObject({
  url: z.string().check(z.refine((text) => URL.canParse(normaliseLine(text)), 'url')),
  events: z.array(z.enum(WEBHOOK_EVENTS)).check(z.minLength(1, 'events')),
});

export type EndpointValues = z.infer<typeof endpointForm>;

interface EndpointFieldsProps {
  form: UseFormReturn<EndpointValues, unknown, EndpointValues>;
  errorOf: (name: 'url' | 'events') => string | undefined;
}

/** The address and the events of an endpoint. */
export function EndpointFields({ form, errorOf }: EndpointFieldsProps) {
  const t = useTranslations('settings.webhooks');
  const id = useId();
  const events = form.watch('events');
  const toggle = (type: EndpointValues['events'][number], isChosen: boolean) => {
    const chosen = WEBHOOK_EVENTS.filter((other) => (other === type ? isChosen : events.includes(other)));
    form.setValue('events', chosen, { shouldValidate: form.formState.isSubmitted });
  };
  return (
    <>
      <Field label={t('address')} hint={t('addressHint')} error={errorOf('url') && t('addressInvalid')}>
        <Input
          {...form.register('url')}
          type="url"
          inputMode="url"
          placeholder="https://example.com/tokenhub"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      <fieldset className="grid gap-2 touch:gap-0" aria-describedby={`${id}-error`}>
        <legend className="mb-2 font-medium text-13">{t('events')}</legend>
        {WEBHOOK_EVENTS.map((type) => (
          <div key={type} className="flex items-start gap-2 touch:min-h-11 touch:items-center">
            <Checkbox
              id={`${id}-${type}`}
              checked={events.includes(type)}
              onCheckedChange={(isChosen) => toggle(type, isChosen)}
              className="mt-0.5"
            />
            <Label htmlFor={`${id}-${type}`} className="tap-target grid min-w-0 font-normal">
              {t(`eventTexts.${toKey(type)}`)}
              <code className="wrap-anywhere font-mono text-12 text-ink-muted">{type}</code>
            </Label>
          </div>
        ))}
        <FieldError id={`${id}-error`}>{errorOf('events') && t('eventsInvalid')}</FieldError>
      </fieldset>
    </>
  );
}

/** `top_up.failed` is `top_up_failed` among the messages, where a dot means depth. */
export const toKey = <Type extends Exclude<WebhookEventType, 'webhook.test'>>(type: Type) =>
  type.replace('.', '_') as Underscored<Type>;
type Underscored<T extends string> = T extends `${infer A}.${infer B}` ? `${A}_${B}` : never;
