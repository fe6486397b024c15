/** The questions of the front page, in order of importance; their texts are `landing.questions.<id>`. */
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
