/** Islands that are on few pages. They share one file: each more would cut what they have in common into pieces. */
export { Calculator } from '#components/models/calculator/calculator.tsx';
export { ModelNotice } from '#components/models/model-status.tsx';
export { ModelTable } from '#components/models/model-table.tsx';
