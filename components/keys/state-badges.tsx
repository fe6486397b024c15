import { useLocale, useTranslations } from 'next-intl';
import { Badge, type BadgeVariant } from '#components/ui/badge.tsx';
import { Exact } from '#components/ui/tooltip.tsx';
import { formatBalance, formatExactCount, formatExactUsd, formatMoment } from '#lib/i18n/format.ts';
import type { KeyState, KeyStateKind } from '#lib/keys/states.ts';

const VARIANTS: Record<KeyStateKind, BadgeVariant> = {
  revoked: 'neutral',
  cap_reached: 'danger',
  cap_near: 'warning',
  expired: 'danger',
  expiring: 'warning',
  rejecting: 'warning',
  disabled: 'neutral',
  rotating: 'accent',
  working: 'success',
};

/** All states of a key, the most urgent first, each with advice in a tooltip. */
export function StateBadges({ states }: { states: readonly KeyState[] }) {
  const t = useTranslations('keys.states');
  const advise = useAdvice();
  return (
    <span className="flex flex-wrap gap-1">
      {states.map((state) => (
        <Exact key={state.kind} exact={advise(state)}>
          <Badge variant={VARIANTS[state.kind]}>{t(`${state.kind}.label`)}</Badge>
        </Exact>
      ))}
    </span>
  );
}

/** The most urgent state, for narrow places. The number of others is visible, and screen readers hear their names. */
export function FirstState({ states: [first, ...rest] }: { states: readonly [KeyState, ...KeyState[]] }) {
  const t = useTranslations('keys.states');
  return (
    <span className="flex gap-1">
      <StateBadges states={[first]} />
      {rest.length > 0 && (
        <Badge>
          <span aria-hidden>+{rest.length}</span>
          <span className="sr-only">{rest.map(({ kind }) => t(`${kind}.label`)).join(', ')}</span>
        </Badge>
      )}
    </span>
  );
}

/** Returns one or two sentences that explain a state and the next step. */
function useAdvice(): (state: KeyState) => string {
  const t = useTranslations('keys.states');
  const windows = useTranslations('keys.windows');
  const locale = useLocale();
  return (state) => {
    switch (state.kind) {
      case 'cap_reached':
      case 'cap_near': {
        const { window, cap, used } = state.cap;
        const amounts = { cap: formatExactUsd(locale, cap), used: formatBalance(locale, used) };
        return t(`${state.kind}.advice`, { ...amounts, window: windows(window) });
      }
      case 'expired': {
        const moment = formatMoment(locale, state.at, 'UTC');
        return state.wasReplaced ? t('expired.replaced', { moment }) : t('expired.advice', { moment });
      }
      case 'expiring':
      case 'disabled':
      case 'revoked':
        return t(`${state.kind}.advice`, { moment: formatMoment(locale, state.at, 'UTC') });
      case 'rotating':
        return t('rotating.advice', { moment: formatMoment(locale, state.until, 'UTC') });
      case 'rejecting':
        return t('rejecting.advice', {
          rejected: formatExactCount(locale, state.rejected),
          requests: formatExactCount(locale, state.requests),
        });
      case 'working':
        return t('working.advice');
    }
  };
}

/** The advice as visible text. */
export function Advice({ state }: { state: KeyState }) {
  const advise = useAdvice();
  return <p className="max-w-reading text-13 text-ink-muted">{advise(state)}</p>;
}
