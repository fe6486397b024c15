/** Islands that few pages use. They share one file, because separate files would split their common code further. */
export { Calculator } from '#components/models/calculator/calculator.tsx';
export { ModelNotice } from '#components/models/model-status.tsx';
export { ModelTable } from '#components/models/model-table.tsx';
