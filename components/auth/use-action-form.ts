'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useTranslations } from 'next-intl';
import { type DefaultValues, type FieldValues, type Path, useForm } from 'react-hook-form';
import type { ZodMiniType } from 'zod/mini';
import type { ActionFailure, ActionResult } from '#lib/auth/action-result.ts';
import { callAction } from './call-action.ts';
import { useFailureText } from './use-failure-text.ts';

interface ActionForm<Values extends FieldValues, T> {
  /** Its messages are keys of `auth.invalid`. */
  schema: ZodMiniType<Values, Values>;
  defaultValues: DefaultValues<Values>;
  action: (values: Values) => Promise<ActionResult<T>>;
  /** A further step before the form is done, such as signing in with the result. */
  follow?: (data: T) => Promise<ActionFailure | null>;
  onDone?: (data: T, values: Values) => void | Promise<void>;
  /** Messages that replace the general text of an error code. */
  texts?: Partial<Record<ActionFailure['code'], string>>;
  /** Returns true when it has handled the failure. */
  onFailure?: (failure: ActionFailure) => boolean;
}

/** A form that calls a server action. Errors are shown at their field, which gets the focus, or above the button. */
export function useActionForm<Values extends FieldValues, T>(options: ActionForm<Values, T>) {
  const { schema, defaultValues, action, follow, onDone, texts, onFailure } = options;
  const t = useTranslations('auth.invalid');
  const failureText = useFailureText();
  const form = useForm<Values, unknown, Values>({ resolver: zodResolver(schema), defaultValues });
  const fail = (failure: ActionFailure) => {
    if (onFailure?.(failure)) return;
    const field = failure.param && failure.param in form.getValues() ? (failure.param as Path<Values>) : 'root';
    form.setError(field, { message: failureText(failure, texts) }, { shouldFocus: field !== 'root' });
  };
  const submit = form.handleSubmit(async (values) => {
    const result = await callAction(() => action(values));
    const failure = result.ok ? await follow?.(result.data) : result.error;
    if (failure) fail(failure);
    else if (result.ok) await onDone?.(result.data, values);
  });
  const wordsOf = (message: string | undefined) =>
    message && t.has(message as 'email') ? t(message as 'email') : message;
  return {
    form,
    submit,
    isPending: form.formState.isSubmitting,
    errorOf: (name: Path<Values>) => wordsOf(form.getFieldState(name, form.formState).error?.message),
    formError: form.formState.errors.root?.message,
  };
}
