'use client';

import { useTranslations } from 'next-intl';
import { isObject, parseJsonText } from '#lib/playground/request/json-text.ts';
import { checkBySchema } from '#lib/playground/results/check-answer.ts';
import type { ResponseFormat } from '#lib/playground/wire.ts';

/** Checks an answer against the JSON format that was requested, and lists its fields. */
export default function AnswerCheck({ text, format }: { text: string; format: ResponseFormat }) {
  const t = useTranslations('playground.answer');
  const value = parseJsonText(text);
  if (value === undefined) return <p className="text-12 text-danger">{t('notJson')}</p>;
  const schema = format.type === 'json_schema' ? format.json_schema.schema : undefined;
  const check = schema ? checkBySchema(value, schema) : null;
  return (
    <div className="grid gap-1.5">
      {check?.kind === 'invalid' || check?.kind === 'bad_schema' ? (
        <p className="text-12 text-danger">
          {t('misfits', { message: check.kind === 'invalid' ? saidOf(check.errors) : check.message })}
        </p>
      ) : (
        <p className="text-12 text-success">{check ? t('fits') : t('json')}</p>
      )}
      {isObject(value) && <Fields value={value} />}
    </div>
  );
}

const saidOf = (errors: readonly { path: string; message: string }[]): string =>
  errors.map(({ path, message }) => `${path} ${message}`.trim()).join(' ');

const Fields = ({ value }: { value: Record<string, unknown> }) => (
  <dl className="grid gap-1 rounded-panel border bg-raised px-3 py-2 text-13">
    {Object.entries(value).map(([name, field]) => (
      <div key={name} className="grid gap-x-3 sm:grid-cols-[minmax(6rem,auto)_minmax(0,1fr)]">
        <dt className="font-mono text-12 text-ink-muted">{name}</dt>
        <dd className="min-w-0 [overflow-wrap:anywhere]">
          {isObject(field) ? <Fields value={field} /> : typeof field === 'string' ? field : JSON.stringify(field)}
        </dd>
      </div>
    ))}
  </dl>
);
