import { type DocTable, fieldId, groupRows } from '#lib/docs/doc-table.ts';
import { toPlainText } from '#lib/docs/inline-markdown.ts';
import { Field } from './field.tsx';
import { FieldJump } from './field-jump.tsx';
import { FoldedFields } from './folded-fields.tsx';

interface FieldListProps {
  /** Begins the address of each field: `body` in `#body-stream`. */
  id: string;
  table: DocTable;
}

/** A table of fields as a list, which reads the same on every screen: a line with the name and the type, and what it does. */
export function FieldList({ id, table }: FieldListProps) {
  const { columns, rows, groups } = table;
  const list = (some: DocTable['rows'], isLinked = true) => (
    <dl className="divide-y border-y">
      {some.map((cells) => (
        <Field key={cells[0]} cells={cells} columns={columns} id={isLinked ? fieldId(id, nameOf(cells)) : undefined} />
      ))}
    </dl>
  );
  if (!groups) return <div className="my-6">{list(rows)}</div>;
  return (
    <>
      <FieldJump id={id} names={rows.map(nameOf)} />
      {groupRows(table).map(({ title, isFolded, rows: own }) =>
        isFolded ? (
          <FoldedFields key={title} id={id} title={title} names={own.map(nameOf)}>
            {list(own, false)}
          </FoldedFields>
        ) : (
          <section key={title}>
            <h3 className="mt-8 mb-2 text-16">{title}</h3>
            {list(own)}
          </section>
        ),
      )}
    </>
  );
}

const nameOf = ([name = '']: readonly string[]): string => toPlainText(name);
