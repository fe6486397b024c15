'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import type { Column, Tool } from '#lib/playground/document.ts';
import { newLocalId } from '../state/local-id.ts';
import { usePlayground } from '../state/playground-context.tsx';
import { Section } from './settings-panel.tsx';

const ToolDialog = lazy(() => import('./tool-dialog.tsx'));

/** The tools of a column. Ticked tools are sent to the model. */
export function ToolsSection({ column }: { column: Column }) {
  const t = useTranslations('playground.tools');
  const { drafts } = usePlayground();
  const [editedId, setEdited] = useState<string>();
  const columnId = column.id;
  const edited = column.tools.find(({ id }) => id === editedId);
  const add = () => {
    const tool = newTool(column.tools.length);
    drafts.edit({ type: 'addTool', columnId, tool });
    setEdited(tool.id);
  };
  const action = (
    <Button variant="ghost" size="icon" className="-my-1.5 size-7" aria-label={t('add')} onClick={add}>
      <Plus aria-hidden />
    </Button>
  );
  return (
    <Section title={t('title')} action={action}>
      <ul className="grid gap-1 empty:hidden">
        {column.tools.map((tool) => (
          <li key={tool.id} className="flex min-h-7 items-center gap-2">
            <Checkbox
              aria-label={t('offer', { name: tool.name || t('unnamed') })}
              checked={tool.isOn}
              onCheckedChange={(isOn) => drafts.edit({ type: 'setTool', columnId, toolId: tool.id, change: { isOn } })}
            />
            <button
              type="button"
              aria-label={t('edit', { name: tool.name || t('unnamed') })}
              onClick={() => setEdited(tool.id)}
              className="min-w-0 grow truncate rounded-tick text-start font-mono text-12 hover:text-accent touch:min-h-11"
            >
              {tool.name || t('unnamed')}
            </button>
          </li>
        ))}
      </ul>
      {edited && (
        <Suspense>
          <ToolDialog columnId={columnId} tool={edited} onClose={() => setEdited(undefined)} />
        </Suspense>
      )}
    </Section>
  );
}

/** Users edit an example more easily than an empty field. */
const EXAMPLE = `{
  "type": "object",
  "properties": {
    "city": { "type": "string", "description": "Name of a city" }
  },
  "required": ["city"]
}`;

const newTool = (count: number): Tool => ({
  ...{ id: newLocalId(), kind: 'function', name: count === 0 ? 'get_weather' : `tool_${count + 1}` },
  ...{ description: '', parameters: EXAMPLE, isStrict: null, isOn: true, mock: { kind: 'none' } },
});
