'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input, Textarea } from '#components/ui/input.tsx';
import { NativeSelect } from '#components/ui/native-select.tsx';
import type { Mock, Tool } from '#lib/playground/document.ts';
import { JsonEditor } from '../json/json-editor.tsx';
import { usePlayground } from '../state/playground-context.tsx';

interface ToolDialogProps {
  columnId: string;
  tool: Tool;
  onClose: () => void;
}

/** A tool's definition and its mock. Changes apply immediately. */
export default function ToolDialog({ columnId, tool, onClose }: ToolDialogProps) {
  const t = useTranslations('playground.tools');
  const { drafts } = usePlayground();
  const change = (part: Partial<Tool>) => drafts.edit({ type: 'setTool', columnId, toolId: tool.id, change: part });
  const remove = () => {
    onClose();
    drafts.edit({ type: 'removeTool', columnId, toolId: tool.id });
  };
  const footer = (
    <>
      <Button variant="ghost" className="text-danger sm:me-auto" onClick={remove}>
        {t('remove')}
      </Button>
      <Button variant="primary" onClick={onClose}>
        {t('done')}
      </Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent title={t('edit', { name: tool.name || t('unnamed') })} footer={footer} className="max-w-2xl">
        <div className="grid gap-4">
          <Field label={t('name')}>
            <Input
              value={tool.name}
              onChange={(event) => change({ name: event.target.value })}
              spellCheck={false}
              autoComplete="off"
              className="font-mono text-13"
            />
          </Field>
          <Field label={t('description')}>
            <Textarea value={tool.description} onChange={(event) => change({ description: event.target.value })} />
          </Field>
          {tool.kind === 'function' && (
            <div className="grid gap-1.5">
              <span aria-hidden className="font-medium text-13">
                {t('parameters')}
              </span>
              <JsonEditor
                label={t('parameters')}
                value={tool.parameters}
                onChange={(parameters) => change({ parameters })}
                isOptional
              />
            </div>
          )}
          <MockFields mock={tool.mock} onChange={(mock) => change({ mock })} />
        </div>
      </DialogContent>
    </Dialog>
  );
}

const KINDS = ['none', 'reply', 'fail'] as const;

function MockFields({ mock, onChange }: { mock: Mock; onChange: (mock: Mock) => void }) {
  const t = useTranslations('playground.tools');
  const text = mock.kind === 'reply' ? mock.template : mock.kind === 'fail' ? mock.message : '';
  const toMock = (kind: string, content: string): Mock => {
    if (kind === 'reply') return { kind, template: content };
    return kind === 'fail' ? { kind, message: content } : { kind: 'none' };
  };
  return (
    <>
      <Field label={t('mock')}>
        <NativeSelect
          value={mock.kind}
          onChange={(event) => onChange(toMock(event.target.value, text))}
          className="w-full"
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`mocks.${kind}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {mock.kind !== 'none' && (
        <Field label={t('template')} hint={mock.kind === 'reply' && t('templateHint', { example: '{{args.name}}' })}>
          <Textarea
            value={text}
            onChange={(event) => onChange(toMock(mock.kind, event.target.value))}
            spellCheck={false}
            className="font-mono text-12"
          />
        </Field>
      )}
    </>
  );
}
