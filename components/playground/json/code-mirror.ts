import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { linter, lintGutter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { documentNonce } from '#components/ui/document-nonce.ts';

interface JsonEditor {
  parent: HTMLElement;
  label: string;
  text: string;
  onText(text: string): void;
}

/** The same colours as the highlighted code of the docs. */
const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--tier-fable)' },
  { tag: tags.string, color: 'var(--success)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--tier-opus)' },
]);

const LOOK = EditorView.theme({
  '&': {
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--control-line)',
    borderRadius: '6px',
    color: 'var(--ink)',
    fontSize: '12px',
  },
  '&.cm-focused': { outline: '2px solid var(--accent)' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', maxHeight: '20rem', minHeight: '8rem', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', border: 'none', color: 'var(--ink-faint)' },
  '.cm-tooltip': { backgroundColor: 'var(--ink)', border: 'none', color: 'var(--paper)' },
});

/** Opens an editor in which Tab moves the focus, as in every other field. */
export function openJsonEditor({ parent, label, text, onText }: JsonEditor) {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(documentNonce() ?? ''),
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorView.lineWrapping,
        EditorView.updateListener.of(({ docChanged, state }) => docChanged && onText(state.doc.toString())),
        ...[
          lineNumbers(),
          history(),
          indentOnInput(),
          bracketMatching(),
          json(),
          linter(jsonParseLinter()),
          lintGutter(),
        ],
        ...[syntaxHighlighting(COLOURS), LOOK, keymap.of([...defaultKeymap, ...historyKeymap])],
      ],
    }),
  });
  return {
    setText: (next: string) => {
      const current = view.state.doc.toString();
      if (next !== current) view.dispatch({ changes: { from: 0, to: current.length, insert: next } });
    },
    destroy: () => view.destroy(),
  };
}
