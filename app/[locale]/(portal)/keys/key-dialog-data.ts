import 'server-only';
import type { KeyActions, ModelOption } from '#components/keys/key-dialog-context.tsx';
import type { CodeSample } from '#components/ui/code-block.tsx';
import { may } from '#lib/accounts/permissions.ts';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { publicUrl } from '#lib/config/env.ts';
import { SITE } from '#lib/config/site.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';
import { readSample } from '#lib/samples/read.ts';
import {
  createKeyAction,
  revokeKeysAction,
  rotateKeyAction,
  setKeysEnabledAction,
  updateKeyAction,
} from './actions.ts';

/** Data for the key dialogs. @param chosen models that a key may call already, offered even when retired */
export const keyDialogData = (user: CurrentUser, now: Date, chosen: readonly string[] = []) => ({
  actions: keyActions(user),
  models: modelOptions(now, chosen),
  storage: { retention: user.account.retention, mayRaise: may(user.role, 'content:manage') },
  samples: chatSamples(),
});

function keyActions(user: CurrentUser): KeyActions {
  const page = toRenderedFor(user);
  return {
    create: createKeyAction.bind(null, page),
    update: updateKeyAction.bind(null, page),
    rotate: rotateKeyAction.bind(null, page),
    revoke: revokeKeysAction.bind(null, page),
    setEnabled: setKeysEnabledAction.bind(null, page),
  };
}

function modelOptions(now: Date, chosen: readonly string[]): ModelOption[] {
  return CATALOG.flatMap((model) => {
    const { status } = lifecycleOf(model, now);
    if (status === 'retired' && !chosen.includes(model.id)) return [];
    return { id: model.id, name: model.name, tier: model.tier, isDeprecated: status !== 'active' };
  });
}

/** A first request in three languages, with this installation's URL. */
export function chatSamples(): CodeSample[] {
  const baseUrl = `${publicUrl}${SITE.apiPath}`;
  return [
    { id: 'curl', label: 'curl', language: 'shell', code: readSample('chat', 'curl', baseUrl) },
    { id: 'python', label: 'Python', language: 'python', code: readSample('chat', 'python', baseUrl) },
    { id: 'node', label: 'Node', language: 'javascript', code: readSample('chat', 'node', baseUrl) },
  ];
}
