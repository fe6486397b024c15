import { itRefuses } from '../testing/refusals.ts';
import { budget, OPUS_5, OPUS_46, OPUS_47, OPUS_48, SONNET_4, thinking } from '../testing/requests.ts';

itRefuses('sampling', [
  ['a temperature over 1', { temperature: 1.1 }, 'temperature: range: 0..1', { temperature: 1 }],
  ['a top_p below 0', { top_p: -1 }, 'top_p: range: 0..1', { top_p: 0 }],
  [
    'temperature and top_p on 4.5',
    { temperature: 1, top_p: 1 },
    '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
    { temperature: 1, top_k: 5 },
  ],
  [
    'both on 4.6, while older models take both',
    { model: OPUS_46, temperature: 1, top_p: 1 },
    'cannot both be specified',
    { model: SONNET_4, temperature: 1, top_p: 1 },
  ],
  [
    'a temperature on 4.7',
    { model: OPUS_47, temperature: 1 },
    '`temperature` is deprecated for this model.',
    { model: OPUS_46, temperature: 1 },
  ],
  ['a top_p on 4.8', { model: OPUS_48, top_p: 1 }, '`top_p` is deprecated for this model.', { model: OPUS_48 }],
  ['a top_k on 5', { model: OPUS_5, top_k: 3 }, '`top_k` is deprecated for this model.', { model: OPUS_46, top_k: 3 }],
  [
    'a temperature while thinking',
    { ...budget(1_024), max_tokens: 2_000, temperature: 0.5 },
    '`temperature` may only be set to 1 when thinking is enabled',
    { ...budget(1_024), max_tokens: 2_000, temperature: 1 },
  ],
  [
    'a low top_p while thinking',
    { ...budget(1_024), max_tokens: 2_000, top_p: 0.9 },
    '`top_p` must be greater than or equal to 0.95',
    { ...budget(1_024), max_tokens: 2_000, top_p: 0.95 },
  ],
  [
    'a top_k while thinking',
    { ...budget(1_024), max_tokens: 2_000, top_k: 4 },
    '`top_k` must be unset when thinking is enabled',
    { ...thinking('disabled'), top_k: 4 },
  ],
]);
