const ONBOARDING_STEPS = ['verify', 'createKey', 'firstCall', 'addCredit', 'setAlert'] as const;
export type OnboardingStep = (typeof ONBOARDING_STEPS)[number];

/** What is so already, whoever did it. */
export interface OnboardingFacts {
  isVerified: boolean;
  hasKey: boolean;
  hasCalled: boolean;
  hasCredit: boolean;
  hasAlert: boolean;
  /** Whether the account's money is theirs to look after. If not, its steps are not theirs either. */
  mayPay: boolean;
  /** Whether credit can be bought here; else the operator grants it. */
  takesPayments: boolean;
}

export interface Onboarding {
  /** `next` is the one to do now; `waiting` is for the operator to do. */
  steps: { id: OnboardingStep; state: 'done' | 'next' | 'open' | 'waiting' }[];
  /** All that they can do is done. */
  isComplete: boolean;
}

const MONEY: readonly OnboardingStep[] = ['addCredit', 'setAlert'];

/** How far it is. What the operator does is not theirs to do: "4 of 5" would say that something is left. */
export function progressOf({ steps }: Onboarding): { done: number; all: number } {
  const own = steps.filter(({ state }) => state !== 'waiting');
  return { done: own.filter(({ state }) => state === 'done').length, all: own.length };
}

/** The way from a new account to a working one. Each step ticks itself by what is so. */
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
