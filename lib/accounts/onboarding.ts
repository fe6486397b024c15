const ONBOARDING_STEPS = ['verify', 'createKey', 'firstCall', 'addCredit', 'setAlert'] as const;
export type OnboardingStep = (typeof ONBOARDING_STEPS)[number];

/** Finished steps of the account, done by any of its members. */
export interface OnboardingFacts {
  isVerified: boolean;
  hasKey: boolean;
  hasCalled: boolean;
  hasCredit: boolean;
  hasAlert: boolean;
  /** Whether the user may pay for the account. If not, the payment steps are not shown. */
  mayPay: boolean;
  /** Whether credit can be bought here; otherwise the operator grants it. */
  takesPayments: boolean;
}

export interface Onboarding {
  /** `next` is the current step; `waiting` is a step for the operator. */
  steps: { id: OnboardingStep; state: 'done' | 'next' | 'open' | 'waiting' }[];
  isComplete: boolean;
}

const MONEY: readonly OnboardingStep[] = ['addCredit', 'setAlert'];

/** Progress without the operator's steps: with them, "4 of 5" would suggest that the user has a step left. */
export function progressOf({ steps }: Onboarding): { done: number; all: number } {
  const own = steps.filter(({ state }) => state !== 'waiting');
  return { done: own.filter(({ state }) => state === 'done').length, all: own.length };
}

/** The steps that set up a new account. Each step's state is derived from the facts. */
export function toOnboarding({
  isVerified,
  hasKey,
  hasCalled,
  hasCredit,
  hasAlert,
  mayPay,
  takesPayments,
}: OnboardingFacts): Onboarding {
  const done: Record<OnboardingStep, boolean> = {
    verify: isVerified,
    createKey: hasKey,
    firstCall: hasCalled,
    addCredit: hasCredit,
    setAlert: hasAlert,
  };
  const steps = ONBOARDING_STEPS.filter((step) => mayPay || !MONEY.includes(step));
  const isWaiting = (step: OnboardingStep) => step === 'addCredit' && !takesPayments;
  const next = steps.find((step) => !done[step] && !isWaiting(step));
  const stateOf = (step: OnboardingStep) => {
    if (done[step]) return 'done';
    if (isWaiting(step)) return 'waiting';
    return step === next ? 'next' : 'open';
  };
  return { steps: steps.map((id) => ({ id, state: stateOf(id) })), isComplete: next === undefined };
}
