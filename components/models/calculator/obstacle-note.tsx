import { useLocale, useTranslations } from 'next-intl';
import { formatExactCount } from '#lib/i18n/format.ts';
import type { Obstacle } from '#lib/models/cost-ranking.ts';

interface ObstacleNoteProps {
  obstacle: Obstacle;
  className?: string;
}

export function ObstacleNote({ obstacle, className = '' }: ObstacleNoteProps) {
  const t = useTranslations('calculator.obstacles');
  const tokens = formatExactCount(useLocale(), obstacle.tokens);
  return <span className={`text-13 text-warning ${className}`}>{t(obstacle.kind, { tokens })}</span>;
}
