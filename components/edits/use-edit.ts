'use client';

import { useRef, useState } from 'react';
import type { ActionFailure, ActionResult } from '#lib/auth/action-result.ts';
import { type Edit, toEdit } from '#lib/edit.ts';

/** What somebody else has changed of the fields that were to be saved. */
export interface Conflict<T> {
  before: Partial<T>;
  current: Partial<T>;
  mine: Partial<T>;
}

/** What a form shows, of which only changes are sent, and what others have changed of it meanwhile. */
export function useEdit<T extends object>(shown: T) {
  const before = useRef(shown);
  const [conflict, setConflict] = useState<Conflict<T> | null>(null);

  async function send<R>(
    wanted: T,
    action: (edit: Required<Edit<T>>) => Promise<ActionResult<R>>,
  ): Promise<ActionResult<R>> {
    const edit = toEdit(before.current, wanted);
    const result = await action(edit);
    if (result.ok) before.current = wanted;
    const current = result.ok ? undefined : result.error.current;
    setConflict(current ? { before: edit.before, current: current as Partial<T>, mine: edit.after } : null);
    return result.ok ? result : { ok: false, error: atField(result.error) };
  }

  /** Goes on from what others have made of it. @returns that */
  function accept(): Partial<T> {
    const current = conflict?.current ?? {};
    before.current = { ...before.current, ...current };
    setConflict(null);
    return current;
  }

  return { shown: before.current, send, conflict, accept };
}

/** The form knows its fields by their own names. */
const atField = ({ param, ...failure }: ActionFailure): ActionFailure =>
  param === undefined ? failure : { ...failure, param: param.replace(/^(edit\.)?after\./, '') };

/** A conflict is shown by `Meanwhile`, and not as a failure of the form. */
export const isConflict = ({ current }: ActionFailure): boolean => current !== undefined;
