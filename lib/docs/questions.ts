/** The questions of the front page, in the order people ask them; the words are `landing.questions.<id>`. */
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
