import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '#lib/i18n/format.ts';
import type { Column, Draft, Message, Part } from '#lib/playground/document.ts';
import { Markdown } from '../markdown/markdown.tsx';

/** A read-only draft. Answers go through the same safe Markdown reader as in the playground. */
export const SharedDraft = ({ draft }: { draft: Draft }) => (
  <div className="grid max-w-[52rem] gap-8">
    {draft.columns.map((column) => (
      <SharedColumn key={column.id} column={column} />
    ))}
    <Variables variables={draft.variables} />
  </div>
);

function SharedColumn({ column }: { column: Column }) {
  const t = useTranslations('playground');
  const tools = column.tools.filter(({ isOn }) => isOn).map(({ name }) => name);
  const facts = Object.entries(column.settings).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return (
    <section aria-label={column.model} className="grid gap-1">
      <h2 className="wrap-anywhere font-mono text-13">{column.model}</h2>
      <p className="wrap-anywhere font-mono text-12 text-ink-muted">
        {[...facts, ...(tools.length > 0 ? [`tools: ${tools.join(', ')}`] : [])].join(' · ')}
      </p>
      {column.messages.map((message) => (
        <article
          key={message.id}
          data-slot="message"
          data-role={message.role}
          aria-label={t('messageOf', { role: t(`roles.${message.role}`) })}
          className="grid min-w-0 gap-1.5 border-b py-3.5"
        >
          <p className="font-medium text-12 text-ink-muted">{t(`roles.${message.role}`)}</p>
          {message.parts.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items never change places
            <SharedPart key={index} part={part} role={message.role} />
          ))}
          <Calls message={message} />
        </article>
      ))}
    </section>
  );
}

function SharedPart({ part, role }: { part: Part; role: Message['role'] }) {
  const t = useTranslations('playground');
  const locale = useLocale();
  if (part.type === 'text' && role === 'assistant') return <Markdown text={part.text} isStreaming={false} />;
  if (part.type === 'text' || part.type === 'refusal')
    return (
      <p dir="auto" className="wrap-anywhere whitespace-pre-wrap text-14/6">
        {part.type === 'refusal' && <span className="font-medium text-warning">{t('refusal')} </span>}
        {part.text}
      </p>
    );
  const words = part.type === 'image_url' ? part.url : `${part.file.name} (${formatBytes(locale, part.file.bytes)})`;
  return <p className="wrap-anywhere font-mono text-12 text-ink-muted">{words}</p>;
}

const Calls = ({ message: { toolCalls = [] } }: { message: Message }) =>
  toolCalls.map(({ id, name, arguments: args }) => (
    <pre
      key={id}
      className="wrap-anywhere overflow-x-auto whitespace-pre-wrap rounded-panel border bg-sunken px-3 py-2.5 font-mono text-12"
    >
      {name} {args}
    </pre>
  ));

function Variables({ variables }: Pick<Draft, 'variables'>) {
  const t = useTranslations('playground.share');
  const values = Object.entries(variables);
  if (values.length === 0) return null;
  return (
    <section aria-label={t('variables')} className="grid gap-2">
      <h2 className="font-medium text-13">{t('variables')}</h2>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1 text-13">
        {values.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="font-mono text-ink-muted">{name}</dt>
            <dd className="wrap-anywhere whitespace-pre-wrap">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
