/**
 * The questions of the front page, in the order in which readers ask them; their texts are `landing.questions.<id>`.
 */
export const QUESTIONS = [
  'billed',
  'stopped',
  'clients',
  'features',
  'changed',
  'caps',
  'trying',
  'stored',
  'limits',
  'retired',
] as const;
