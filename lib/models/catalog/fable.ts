import type { Model } from '../model.ts';
import { CLAUDE_5, CLAUDE_5_5, rates } from './generations.ts';

export const FABLE: readonly Model[] = [
  {
    id: 'claude-fable-5-1',
    name: 'Claude Fable 5.1',
    tier: 'fable',
    releasedOn: '2026-09-01',
    upstreamIds: { anthropic: 'claude-fable-5-1' },
    aliases: [],
    rates: rates({ inputUsd: '10.00', outputUsd: '50.00', cacheReadUsd: '0.25' }),
    contextTokens: 1_000_000,
    maxOutputTokens: 128_000,
    abilities: { ...CLAUDE_5_5, minCacheTokens: 512 },
    lifecycle: {},
  },
  {
    id: 'claude-fable-5',
    name: 'Claude Fable 5',
    tier: 'fable',
    releasedOn: '2026-06-09',
    upstreamIds: { anthropic: 'claude-fable-5', bedrock: 'anthropic.claude-fable-5', vertex: 'claude-fable-5' },
    aliases: [],
    rates: rates({ inputUsd: '10.00', outputUsd: '50.00' }),
    contextTokens: 1_000_000,
    maxOutputTokens: 128_000,
    abilities: { ...CLAUDE_5, thinking: 'always', midConversationSystem: true, minCacheTokens: 512 },
    lifecycle: {},
  },
];
