'use client';

import { useTranslations } from 'next-intl';
import { lazy, Suspense } from 'react';
import { Input } from '#components/ui/input.tsx';
import { NativeSelect } from '#components/ui/native-select.tsx';
import type { AnswerSchema, Column, Format } from '#lib/playground/document.ts';
import { usePlayground } from '../state/playground-context.tsx';
import { Section } from './settings-panel.tsx';

const JsonEditor = lazy(() => import('../json/json-editor.tsx').then((part) => ({ default: part.JsonEditor })));

const TYPES = ['text', 'json_object', 'json_schema'] as const satisfies readonly Format['type'][];

const NEW_SCHEMA: AnswerSchema = {
  name: 'answer',
  description: '',
  isStrict: true,
  schema: `{
  "type": "object",
  "properties": {
    "answer": { "type": "string" }
  },
  "required": ["answer"],
  "additionalProperties": false
}`,
};

/** Chooses between text, JSON, and JSON with a schema. */
export function FormatSection({ column }: { column: Column }) {
  const t = useTranslations('playground.format');
  const { drafts } = usePlayground();
  const { format } = column;
  const set = (change: Partial<Format>) =>
    drafts.edit({ type: 'setFormat', columnId: column.id, format: { ...format, ...change } });
  const choose = (type: Format['type']) =>
    set({ type, ...(type === 'json_schema' && { schema: format.schema ?? NEW_SCHEMA }) });
  const schema = format.schema ?? NEW_SCHEMA;
  return (
    <Section title={t('title')}>
      <NativeSelect
        aria-label={t('title')}
        value={format.type}
        onChange={(event) => choose(event.target.value as Format['type'])}
        className="w-full"
      >
        {TYPES.map((type) => (
          <option key={type} value={type}>
            {t(type)}
          </option>
        ))}
      </NativeSelect>
      {format.type === 'json_schema' && (
        <>
          <Input
            aria-label={t('name')}
            value={schema.name}
            onChange={(event) => set({ schema: { ...schema, name: event.target.value } })}
            spellCheck={false}
            className="font-mono text-12"
          />
          <Suspense>
            <JsonEditor
              label={t('schema')}
              value={schema.schema}
              onChange={(text) => set({ schema: { ...schema, schema: text } })}
            />
          </Suspense>
        </>
      )}
    </Section>
  );
}
