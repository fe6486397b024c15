import fc from '../../node_modules/fast-check/lib/fast-check.js';

/**
 * Stands in for the package in tests (see vitest.config.ts). Every run tries the same cases, so that a run that fails
 * fails again; `FC_SEED=random` or a number tries others.
 */
const { FC_SEED = '1' } = process.env;
if (FC_SEED !== 'random') fc.configureGlobal({ seed: Number(FC_SEED) });

export * from '../../node_modules/fast-check/lib/fast-check.js';
export default fc;
