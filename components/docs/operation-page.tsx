import { getLocale, getTranslations } from 'next-intl/server';
import { Island } from '#components/islands/island.tsx';
import { SITE } from '#lib/config/site.ts';
import { isAccountTrial } from '#lib/docs/account-trials.ts';
import { CHAT_EXAMPLE } from '#lib/docs/openapi/chat-example.ts';
import { OPERATIONS, type Operation, operationPath } from '#lib/docs/openapi/operations.ts';
import { endpointOf, type ReferenceSection, referenceSections } from '#lib/docs/openapi/reference.ts';
import { FieldList } from './field-list.tsx';
import { Inline } from './inline.tsx';
import { PageFeedback } from './page-feedback.tsx';
import { PageFoot } from './page-foot.tsx';
import { DocsPageHead, Heading } from './page-head.tsx';
import { Fence, Sample } from './samples.tsx';
import { Trial, type TrialSubject } from './trial/trial.tsx';
import { TableOfContents, WithContents } from './with-contents.tsx';

/** One API operation, rendered from the OpenAPI document. */
export async function OperationPage({ operation }: { operation: Operation }) {
  const t = await getTranslations(`reference.operations.${operation.id}`);
  const sections = await referenceSections(operation, await getLocale());
  const headings = sections.map(({ id, title }) => ({ id, title, depth: 2 as const }));
  const at = OPERATIONS.findIndex(({ id }) => id === operation.id);
  return (
    <WithContents contents={<TableOfContents headings={headings} />}>
      <DocsPageHead
        title={t('title')}
        description={<Inline>{t('description')}</Inline>}
        path={operationPath(operation.id)}
      />
      <div
        translate="no"
        className="rounded-panel border bg-sunken px-4 py-3 font-mono text-14 [overflow-wrap:anywhere]"
      >
        {endpointOf(operation)}
      </div>
      {sections.map((section) => (
        <Section key={section.id} section={section} operation={operation} />
      ))}
      <Island name="page-feedback">
        <PageFeedback path={operationPath(operation.id)} />
      </Island>
      <PageFoot previous={await toNeighbour(at - 1)} next={await toNeighbour(at + 1)} />
    </WithContents>
  );
}

async function Section({ section, operation }: { section: ReferenceSection; operation: Operation }) {
  const { id, title, text, table, sample } = section;
  return (
    <>
      <Heading level={2} id={id}>
        {title}
      </Heading>
      {text && (
        <p className="my-4 text-16">
          <Inline>{text}</Inline>
        </p>
      )}
      {sample && 'topic' in sample && <Sample topic={sample.topic} wantsKey />}
      {sample && 'curl' in sample && <Fence code={sample.curl} fence="bash" />}
      {table && <FieldList id={id} table={table} />}
      {id === 'request' && <OperationTrial operation={operation} />}
    </>
  );
}

async function toNeighbour(at: number) {
  const operation = OPERATIONS[at];
  if (!operation) return null;
  const t = await getTranslations(`reference.operations.${operation.id}`);
  return { href: operationPath(operation.id), title: t('title') };
}

/** "Try it": chat completions run in the sandbox, calls about an account use the session, other calls need no key. */
function OperationTrial({ operation }: { operation: Operation }) {
  const subject = subjectOf(operation);
  if (!subject) return null;
  return (
    <Island name="trial">
      <Trial subject={subject} />
    </Island>
  );
}

function subjectOf({ id, method, path, parameter, body, isPublic }: Operation): TrialSubject | null {
  if (body) return { kind: 'chat', body: JSON.stringify(CHAT_EXAMPLE, null, 2) };
  if (isAccountTrial(id)) return { kind: 'account', call: id, example: parameter?.example };
  if (!isPublic) return null;
  const address = `${SITE.apiPath}${path.replace(/\{\w+\}/, parameter?.example ?? '')}`;
  return { kind: 'public', address, method, isFixed: !parameter };
}
