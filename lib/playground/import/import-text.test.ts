import { describe, expect, it } from 'vitest';
import { exportDraft } from '../stored/exported.ts';
import { countingIds, draftOf, message } from '../testing/drafts.ts';
import { importText } from './import-text.ts';

const read = (text: string) => importText(text, countingIds());
const request = (text: string) => {
  const imported = read(text);
  if (imported.kind !== 'request') throw new Error(`Not a request: ${JSON.stringify(imported)}`);
  return imported;
};
const said = (text: string) =>
  request(text).column.messages.map(({ parts: [part] }) => part && 'text' in part && part.text);

const body =
  '{"model": "anthropic/claude-sonnet-4-6", "messages": [{"role": "user", "content": "It’s $5, isn\'t it?"}]}';
const words = "It’s $5, isn't it?";
const url = 'http://localhost:3000/api/v1/chat/completions';
const inSingle = body.replaceAll("'", "'\\''");
const inDouble = body.replace(/["\\$`]/g, '\\$&');
const inAnsi = body.replaceAll('"', '\\x22').replaceAll("'", "\\'").replace('’', '\\u2019');

describe('a curl command', () => {
  it.each([
    ['single quotes', `curl ${url} \\\n  -H "Authorization: Bearer $KEY" \\\n  -d '${inSingle}'`],
    ['double quotes', `curl -X POST --data "${inDouble}" ${url}`],
    ['ANSI-C quotes', `curl '${url}' --data-raw $'${inAnsi}' --compressed`],
    ['an equals sign', `curl --request=POST --json='${inSingle}' --url ${url}`],
    ['flags in one word', `curl -sSLd '${inSingle}' ${url}`],
    ['a here-document', `curl ${url} --data-binary @- <<'END'\n${body}\nEND\n`],
    ['a here-document that a shell expands', `curl -d @- ${url} << END\n${body.replaceAll('$', '\\$')}\nEND`],
    ['a pipe behind it', `curl ${url} -d '${inSingle}' | jq .`],
    ['Windows line ends', `curl ${url} \\\r\n -d '${inSingle}'`],
  ])('is read with %s', (_, command) => expect(said(command)).toEqual([words]));

  it('loses its keys and cookies, with notes', () => {
    const command = `curl ${url} -H 'Authorization: Bearer th-live-SECRET' -H 'x-api-key: SECRET' -b 'a=SECRET' -u me:SECRET -H 'x-own: 1' -H 'Content-Type: application/json' -d '${inSingle}'`;
    const imported = request(command);
    expect(JSON.stringify(imported)).not.toContain('SECRET');
    expect(imported.notes).toEqual([
      { path: 'Authorization', kind: 'secret' },
      { path: 'x-api-key', kind: 'secret' },
      { path: '-b', kind: 'secret' },
      { path: '-u', kind: 'secret' },
      { path: 'x-own', kind: 'unsupported' },
    ]);
  });

  it.each([
    [`curl ${url}`, 'no_body'],
    [`curl ${url} -d @body.json`, 'body_in_file'],
    [`curl ${url} -d @-`, 'body_in_file'],
    [`curl ${url} -d '{'`, 'not_json'],
    [`curl ${url} -d '{`, 'not_curl'],
    [`curl https://api.anthropic.com/v1/messages -d '{}'`, 'other_api'],
    [`curl http://localhost/v1/completions -d '{}'`, 'other_api'],
  ])('%j is refused: %s', (command, problem) => expect(read(command)).toEqual({ kind: 'problem', problem }));
});

describe('JSON', () => {
  it('is a request, alone or in a batch', () => {
    expect(said(body)).toEqual([words]);
    expect(said(`{"custom_id": "1", "method": "POST", "url": "/v1/chat/completions", "body": ${body}}`)).toEqual([
      words,
    ]);
  });

  it('is a draft of ours, with its files', () => {
    const draft = draftOf({ messages: [message('q', 'user', 'Hi')] });
    const files = new Map([['f', 'data:image/png;base64,AAAA']]);
    expect(read(exportDraft(draft, files))).toEqual({ kind: 'draft', draft, files });
  });

  it('is a row of the log, with its request or without', () => {
    const row = {
      request_id: 'req_1',
      requested_model: 'anthropic/claude-haiku-4-5',
      user: 'ann',
      metadata: { a: 'b' },
    };
    expect(said(JSON.stringify({ ...row, request: JSON.parse(body) }))).toEqual([words]);
    expect(request(JSON.stringify({ data: row }))).toMatchObject({
      column: { model: row.requested_model, messages: [], settings: { user: 'ann', metadata: { a: 'b' } } },
      notes: [{ path: 'messages', kind: 'not_stored' }],
    });
  });

  it.each([
    ['', 'not_json'],
    ['{', 'not_json'],
    ['[]', 'unknown_form'],
    ['{"a": 1}', 'unknown_form'],
    ['{"format": "tokenhub.playground"}', 'unreadable'],
    ['{"format": "tokenhub.playground", "draft": {"v": 99}}', 'newer'],
  ])('%j is refused: %s', (text, problem) => expect(read(text)).toEqual({ kind: 'problem', problem }));

  it('nested too deeply is refused', () => {
    const deep = `{"model": "m", "messages": [], "metadata": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(read(deep)).toEqual({ kind: 'problem', problem: 'not_json' });
  });
});
