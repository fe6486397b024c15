'use client';

import { useRef, useState } from 'react';
import type { ActionFailure, ActionResult } from '#lib/auth/action-result.ts';
import { type Edit, toEdit } from '#lib/edit.ts';

/** Fields to be saved that somebody else has changed. */
export interface Conflict<T> {
  before: Partial<T>;
  current: Partial<T>;
  mine: Partial<T>;
}

/** Tracks a form's changed fields, of which only the changes are sent, and conflicts with others' changes. */
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

  /** Accepts the others' values as the new basis. @returns those values */
  function accept(): Partial<T> {
    const current = conflict?.current ?? {};
    before.current = { ...before.current, ...current };
    setConflict(null);
    return current;
  }

  return { shown: before.current, send, conflict, accept };
}

/** Translates the server's parameter to the form's field name. */
const atField = ({ param, ...failure }: ActionFailure): ActionFailure =>
  param === undefined ? failure : { ...failure, param: param.replace(/^(edit\.)?after\./, '') };

/** `ConflictNotice` shows conflicts, so the form does not show them as failures. */
export const isConflict = ({ current }: ActionFailure): boolean => current !== undefined;
