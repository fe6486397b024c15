import { useTranslations } from 'next-intl';
import { findModel } from '#lib/models/find.ts';
import { REST } from '#lib/usage/queries/breakdown.ts';
import type { GroupNames } from '#lib/usage/queries/usage-page.ts';
import { type Dimension, ENDPOINTS, MODES, OUTCOMES } from '#lib/usage/view/vocabulary.ts';

/** Returns the display name of a usage group. An id without a name is shown as it is. */
export function useGroupName(names: GroupNames): (dimension: Dimension, group: string) => string {
  const t = useTranslations('usage');
  const modes = useTranslations('keys.modes');
  const outcomes = useTranslations('overview.requests.outcomes');
  return (dimension, group) => {
    if (group === REST) return t('groups.rest');
    if (group === '') return dimension.startsWith('tag:') ? t('groups.noTag') : t('groups.unknown');
    switch (dimension) {
      case 'model':
        return findModel(group)?.name ?? group;
      case 'key':
        return names.key.get(group) ?? group;
      case 'member':
        return names.member.get(group) ?? group;
      case 'endpoint': {
        const endpoint = ENDPOINTS.find((known) => known === group);
        return endpoint ? t(`endpoints.${endpoint}`) : group;
      }
      case 'mode': {
        const mode = MODES.find((known) => known === group);
        return mode ? modes(mode) : group;
      }
      case 'outcome': {
        const outcome = OUTCOMES.find((known) => known === group);
        return outcome ? outcomes(outcome) : group;
      }
      default:
        return group;
    }
  };
}

/** Returns the display name of a dimension. A tag is shown by its own name. */
export function useDimensionName(): (dimension: Dimension) => string {
  const t = useTranslations('usage.dimensions');
  return (dimension) =>
    dimension.startsWith('tag:')
      ? t('tag', { name: dimension.slice('tag:'.length) })
      : t(dimension as Exclude<Dimension, `tag:${string}`>);
}
