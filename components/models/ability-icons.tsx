import { Braces, Brain, FileText, Image, type LucideIcon, TextCursorInput, Thermometer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ABILITY_NAMES, type Ability } from '#lib/models/model.ts';

/** Each ability has a fixed position, so that rows can be compared. */
const ICONS: Record<Ability, { Icon: LucideIcon; place: string }> = {
  images: { Icon: Image, place: 'col-start-1' },
  pdf: { Icon: FileText, place: 'col-start-2' },
  thinking: { Icon: Brain, place: 'col-start-3' },
  structured: { Icon: Braces, place: 'col-start-4' },
  temperature: { Icon: Thermometer, place: 'col-start-5' },
  prefill: { Icon: TextCursorInput, place: 'col-start-6' },
};

export function AbilityIcons({ abilities }: { abilities: readonly Ability[] }) {
  const t = useTranslations('models.abilities');
  return (
    <ul className="grid w-max grid-cols-[repeat(6,1rem)] gap-1 text-ink-muted">
      {abilities.map((ability) => {
        const { Icon, place } = ICONS[ability];
        return (
          <li key={ability} title={t(ability)} className={`row-start-1 size-4 ${place}`}>
            <Icon aria-hidden className="size-4" />
            <span className="sr-only">{t(ability)}</span>
          </li>
        );
      })}
    </ul>
  );
}

export function AbilityLegend() {
  const t = useTranslations('models.abilities');
  return (
    <ul aria-hidden className="mt-4 flex flex-wrap gap-x-4 gap-y-1 text-12 text-ink-muted max-xl:hidden">
      {ABILITY_NAMES.map((ability) => {
        const { Icon } = ICONS[ability];
        return (
          <li key={ability} className="flex items-center gap-1.5">
            <Icon className="size-4" />
            {t(ability)}
          </li>
        );
      })}
    </ul>
  );
}
