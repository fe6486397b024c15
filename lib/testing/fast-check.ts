import fc from '../../node_modules/fast-check/lib/fast-check.js';

/**
 * Replaces the package in tests (see vitest.config.ts). Every run tries the same cases, so that a failure is
 * reproducible; `FC_SEED=random` or a number tries others.
 */
const { FC_SEED = '1' } = process.env;
if (FC_SEED !== 'random') fc.configureGlobal({ seed: Number(FC_SEED) });

export * from '../../node_modules/fast-check/lib/fast-check.js';
export default fc;
