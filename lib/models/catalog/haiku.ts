import type { Model } from '../model.ts';
import { CLAUDE_3_5, CLAUDE_4_5, rates } from './generations.ts';

/** Haiku 5.5 is not sold: its price depends on the length of the prompt, which five rates cannot express. */
export const HAIKU: readonly Model[] = [
  {
    id: 'claude-haiku-4-5',
    name: 'Claude Haiku 4.5',
    tier: 'haiku',
    releasedOn: '2025-10-15',
    upstreamIds: {
      anthropic: 'claude-haiku-4-5-20251001',
      bedrock: 'anthropic.claude-haiku-4-5-20251001-v1:0',
      vertex: 'claude-haiku-4-5@20251001',
    },
    aliases: ['claude-haiku-4-5-20251001'],
    rates: rates({ inputUsd: '1.00', outputUsd: '5.00' }),
    contextTokens: 200_000,
    maxOutputTokens: 64_000,
    abilities: { ...CLAUDE_4_5, minCacheTokens: 4_096 },
    lifecycle: {},
  },
  {
    id: 'claude-3-5-haiku-latest',
    name: 'Claude Haiku 3.5',
    tier: 'haiku',
    releasedOn: '2024-10-22',
    upstreamIds: {
      anthropic: 'claude-3-5-haiku-20241022',
      bedrock: 'anthropic.claude-3-5-haiku-20241022-v1:0',
      vertex: 'claude-3-5-haiku@20241022',
    },
    aliases: ['claude-3-5-haiku-20241022', 'claude-3-5-haiku'],
    rates: rates({ inputUsd: '0.80', outputUsd: '4.00' }),
    contextTokens: 200_000,
    maxOutputTokens: 8_192,
    abilities: { ...CLAUDE_3_5, minCacheTokens: 2_048 },
    lifecycle: { deprecatedOn: '2025-12-19', retiresOn: '2026-02-19', successor: 'claude-haiku-4-5' },
  },
];
