'use client';

import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react';
import { useFetchedDialog } from '#components/ui/use-fetched-dialog.ts';
import type { ActionResult } from '#lib/auth/action-result.ts';
import { callAction } from './call-action.ts';
import type { ProofMethods, StepUpActions } from './step-up-dialog.tsx';

const loadStepUpDialog = () => import('./step-up-dialog.tsx').then((part) => part.StepUpDialog);

type Guard = <T>(work: () => Promise<ActionResult<T>>) => Promise<ActionResult<T>>;

const StepUpContext = createContext<Guard>(callAction);

/** Calls a server action. When it requires step-up authentication, asks for it and calls the action again. */
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
  const dialog = { isOpen, onOpenChange: (next: boolean) => next || close(false) };
  const StepUpDialog = useFetchedDialog(loadStepUpDialog, dialog);
  return (
    <StepUpContext value={guard}>
      {children}
      {StepUpDialog && <StepUpDialog {...dialog} methods={methods} actions={actions} onProved={() => close(true)} />}
    </StepUpContext>
  );
}
