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
}

export interface Onboarding {
  /** `next` is the one to do now; `upcoming` cannot be done here yet. */
  steps: { id: OnboardingStep; state: 'done' | 'next' | 'open' | 'upcoming' }[];
  /** All that can be done is done. */
  isComplete: boolean;
}

const MONEY: readonly OnboardingStep[] = ['addCredit', 'setAlert'];
/** Topping up has no page yet. */
const UPCOMING: readonly OnboardingStep[] = ['addCredit'];

/** The way from a new account to a working one. Each step ticks itself by what is so. */
export function toOnboarding({
  isVerified,
  hasKey,
  hasCalled,
  hasCredit,
  hasAlert,
  mayPay,
}: OnboardingFacts): Onboarding {
  const done: Record<OnboardingStep, boolean> = {
    verify: isVerified,
    createKey: hasKey,
    firstCall: hasCalled,
    addCredit: hasCredit,
    setAlert: hasAlert,
  };
  const steps = ONBOARDING_STEPS.filter((step) => mayPay || !MONEY.includes(step));
  const next = steps.find((step) => !done[step] && !UPCOMING.includes(step));
  const stateOf = (step: OnboardingStep) => {
    if (done[step]) return 'done';
    if (UPCOMING.includes(step)) return 'upcoming';
    return step === next ? 'next' : 'open';
  };
  return { steps: steps.map((id) => ({ id, state: stateOf(id) })), isComplete: next === undefined };
}
