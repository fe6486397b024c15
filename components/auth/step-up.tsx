'use client';

import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react';
import type { ActionResult } from '#lib/auth/action-result.ts';
import { callAction } from './call-action.ts';
import { type ProofMethods, type StepUpActions, StepUpDialog } from './step-up-dialog.tsx';

type Guard = <T>(work: () => Promise<ActionResult<T>>) => Promise<ActionResult<T>>;

const StepUpContext = createContext<Guard>(callAction);

/** Calls a server action; when it wants to know that it is really the user, asks, and calls it again. */
export const useStepUp = (): Guard => use(StepUpContext);

interface StepUpProviderProps {
  methods: ProofMethods;
  actions: StepUpActions;
  children: ReactNode;
}

export function StepUpProvider({ methods, actions, children }: StepUpProviderProps) {
  const [isOpen, setOpen] = useState(false);
  const settle = useRef<(isProved: boolean) => void>(() => {});
  const ask = useCallback(() => {
    setOpen(true);
    return new Promise<boolean>((resolve) => {
      settle.current = resolve;
    });
  }, []);
  const guard: Guard = useCallback(
    async (work) => {
      const first = await callAction(work);
      if (first.ok || first.error.code !== 'step_up_required') return first;
      return (await ask()) ? callAction(work) : first;
    },
    [ask],
  );
  const close = (isProved: boolean) => {
    setOpen(false);
    settle.current(isProved);
  };
  return (
    <StepUpContext value={guard}>
      {children}
      <StepUpDialog methods={methods} actions={actions} isOpen={isOpen} onClose={close} />
    </StepUpContext>
  );
}
