import { itRefuses } from '../testing/refusals.ts';
import {
  budget,
  effort,
  longLoop,
  loop,
  OPUS_5,
  OPUS_45,
  OPUS_46,
  OPUS_47,
  OPUS_55,
  SONNET_35,
  THOUGHT,
  thinking,
  tools,
} from '../testing/requests.ts';

itRefuses('thinking', [
  [
    'a budget under 1024',
    { ...budget(1_023), max_tokens: 4_000 },
    'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
    { ...budget(1_024), max_tokens: 4_000 },
  ],
  [
    'a budget as large as max_tokens',
    { ...budget(2_000), max_tokens: 2_000 },
    '`max_tokens` must be greater than `thinking.budget_tokens`',
    { ...budget(1_999), max_tokens: 2_000 },
  ],
  [
    'a budget on 4.7',
    { model: OPUS_47, ...budget(1_024), max_tokens: 2_000 },
    '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive"',
    { model: OPUS_46, ...budget(1_024), max_tokens: 2_000 },
  ],
  [
    'adaptive on 4.5',
    thinking('adaptive'),
    'adaptive thinking is not supported on this model',
    { model: OPUS_47, ...thinking('adaptive', { display: 'summarized' }) },
  ],
  [
    'thinking on 3.5',
    { model: SONNET_35, ...budget(1_024), max_tokens: 2_000 },
    `'${SONNET_35}' does not support thinking.`,
    { model: SONNET_35, ...thinking('disabled') },
  ],
  [
    'none at all on 5.5',
    { model: OPUS_55, ...thinking('disabled') },
    '"thinking.type.disabled" is not supported for this model',
    { model: OPUS_5, ...thinking('disabled') },
  ],
  [
    'none at all on Sonnet 5.5',
    { model: 'claude-sonnet-5-5', ...thinking('disabled') },
    '"thinking.type.disabled" is not supported for this model',
    { model: 'claude-sonnet-5-5', ...thinking('between_tools') },
  ],
  [
    'between_tools elsewhere',
    { model: OPUS_5, ...thinking('between_tools') },
    '"thinking.type.between_tools" is not supported',
    { model: OPUS_5, ...thinking('adaptive') },
  ],
  [
    'no thinking with the greatest effort',
    { model: OPUS_5, ...thinking('disabled'), ...effort('max') },
    "Effort 'max' needs thinking.",
    { model: OPUS_5, ...thinking('disabled'), ...effort('high') },
  ],
  [
    'effort on a model without',
    effort('low'),
    'This model does not support the effort parameter.',
    { model: OPUS_45, ...effort('low') },
  ],
  [
    'xhigh on 4.6',
    { model: OPUS_46, ...effort('xhigh') },
    "This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium.",
    { model: OPUS_47, ...effort('xhigh') },
  ],
  [
    'an effort nobody knows',
    { model: OPUS_47, ...effort('minimal') },
    "output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'",
    { model: OPUS_47, ...effort('low') },
  ],
  [
    'a tool loop without its thoughts',
    { tools, ...budget(1_024), max_tokens: 2_000, ...loop() },
    'messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`',
    { tools, ...budget(1_024), max_tokens: 2_000, ...loop(THOUGHT) },
  ],
  [
    'a longer tool loop that does not open with its thoughts',
    { tools, ...budget(1_024), max_tokens: 2_000, ...longLoop() },
    'messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`',
    { tools, ...budget(1_024), max_tokens: 2_000, ...longLoop(THOUGHT) },
  ],
  [
    'a forged signature',
    loop({ ...THOUGHT, thinking: 'Hm!' }),
    'messages.1.content.0: Invalid `signature` in `thinking` block',
    loop(THOUGHT),
  ],
]);
