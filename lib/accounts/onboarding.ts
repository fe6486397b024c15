const ONBOARDING_STEPS = ['verify', 'createKey', 'firstCall', 'addCredit', 'setAlert'] as const;
export type OnboardingStep = (typeof ONBOARDING_STEPS)[number];

/** What is so already, whoever did it. */
export interface OnboardingFacts {
  isVerified: boolean;
  hasKey: boolean;
  hasCalled: boolean;
  hasCredit: boolean;
}

export interface Onboarding {
  /** `next` is the one to do now; `upcoming` cannot be done here yet. */
  steps: { id: OnboardingStep; state: 'done' | 'next' | 'open' | 'upcoming' }[];
  /** All that can be done is done. */
  isComplete: boolean;
}

/** Topping up and alerts have no page yet. */
const UPCOMING: readonly OnboardingStep[] = ['addCredit', 'setAlert'];

/** The way from a new account to a working one. Each step ticks itself by what is so. */
export function toOnboarding({ isVerified, hasKey, hasCalled, hasCredit }: OnboardingFacts): Onboarding {
  const done: Record<OnboardingStep, boolean> = {
    verify: isVerified,
    createKey: hasKey,
    firstCall: hasCalled,
    addCredit: hasCredit,
    setAlert: false,
  };
  const next = ONBOARDING_STEPS.find((step) => !done[step] && !UPCOMING.includes(step));
  const stateOf = (step: OnboardingStep) => {
    if (done[step]) return 'done';
    if (UPCOMING.includes(step)) return 'upcoming';
    return step === next ? 'next' : 'open';
  };
  return { steps: ONBOARDING_STEPS.map((id) => ({ id, state: stateOf(id) })), isComplete: next === undefined };
}
