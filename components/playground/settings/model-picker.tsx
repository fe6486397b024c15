'use client';

import { useLocale, useTranslations } from 'next-intl';
import { AbilityIcons } from '#components/models/ability-icons.tsx';
import { TIER_DOTS } from '#components/models/tier-dots.ts';
import { Badge } from '#components/ui/badge.tsx';
import { CommandDialog, CommandEmpty, CommandInput, CommandItem, CommandList } from '#components/ui/command.tsx';
import { formatCount, formatDay, formatRate } from '#lib/i18n/format.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { findModel, toApiId } from '#lib/models/find.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';
import { abilitiesOf, type Model } from '#lib/models/model.ts';
import type { Column } from '#lib/playground/document.ts';
import { effectsOfSwitch } from '#lib/playground/parameters/effects.ts';
import type { PlaygroundKey } from '../playground-data.ts';
import { usePlayground } from '../state/playground-context.tsx';

/** All models with prices, contexts and abilities. Unavailable models say why. */
export default function ModelPicker({ column, onClose }: { column: Column; onClose: () => void }) {
  const t = useTranslations('playground.model');
  const { data, drafts } = usePlayground();
  const { payer } = column;
  const key = payer === 'sandbox' ? undefined : data.keys.find(({ id }) => id === payer.keyId);
  const choose = (model: Model) => {
    drafts.edit({ type: 'setModel', columnId: column.id, model: toApiId(model) });
    onClose();
  };
  return (
    <CommandDialog title={t('title')} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <CommandInput placeholder={t('search')} />
      <CommandList>
        <CommandEmpty>{t('none')}</CommandEmpty>
        {CATALOG.map((model) => (
          <ModelItem key={model.id} column={column} model={model} keyOfColumn={key} onChoose={() => choose(model)} />
        ))}
      </CommandList>
    </CommandDialog>
  );
}

/** Effects on the request that the current model does not have. */
function SwitchEffects({ column, to }: { column: Column; to: Model }) {
  const t = useTranslations('playground.effects');
  const from = findModel(column.model);
  const effects = from
    ? effectsOfSwitch(column, from, to).filter(({ parameter }) => parameter !== 'messages.prefill')
    : [];
  return effects.map(({ parameter, effect }) => (
    <span key={parameter} className="text-12 text-warning">
      <code className="font-mono">{parameter}</code> {t(effect)}
    </span>
  ));
}

interface ModelItemProps {
  column: Column;
  model: Model;
  keyOfColumn: PlaygroundKey | undefined;
  onChoose: () => void;
}

function ModelItem({ column, model, keyOfColumn, onChoose }: ModelItemProps) {
  const t = useTranslations('playground.model');
  const locale = useLocale();
  const { data } = usePlayground();
  const { status, retiresOn, successor } = lifecycleOf(model, data.now);
  const isForbidden =
    keyOfColumn !== undefined && keyOfColumn.models.length > 0 && !keyOfColumn.models.includes(model.id);
  // The sandbox answers for retired models too.
  const isGone = status === 'retired' && keyOfColumn?.mode === 'live' && !data.isSandboxOnly;
  const rates = { input: formatRate(locale, model.rates.input), output: formatRate(locale, model.rates.output) };
  return (
    <CommandItem
      value={model.id}
      keywords={[model.name, ...model.aliases]}
      disabled={isForbidden || isGone}
      onSelect={onChoose}
      className="items-start py-2 data-[disabled=true]:opacity-60"
    >
      <span aria-hidden className={`mt-1.5 size-2 shrink-0 rounded-full ${TIER_DOTS[model.tier]}`} />
      <span className="grid min-w-0 grow gap-0.5">
        <span className="flex flex-wrap items-center gap-2">
          {model.name}
          {status !== 'active' && retiresOn && (
            <Badge variant={status === 'retired' ? 'neutral' : 'warning'}>
              {t(status, { day: formatDay(locale, new Date(retiresOn)) })}
            </Badge>
          )}
        </span>
        <span className="figures text-12 text-ink-muted">
          {t('rates', rates)} · {t('context', { tokens: formatCount(locale, model.contextTokens) })}
        </span>
        <SwitchEffects column={column} to={model} />
        {isForbidden && <span className="text-12 text-danger">{t('notAllowed', { key: keyOfColumn.name })}</span>}
        {isGone && successor && <span className="text-12 text-danger">{t('successor', { model: successor })}</span>}
      </span>
      <AbilityIcons abilities={abilitiesOf(model)} />
    </CommandItem>
  );
}
