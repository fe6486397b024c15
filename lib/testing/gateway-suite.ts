import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Customer } from './factories.ts';
import { openTestGateway, type TestGateway } from './gateway.ts';

/*
 * For a file of tests about what happens to customers' requests. Importing it opens one gateway for the file and makes a
 * customer for each test; after each test the books have to be in order.
 */

export let gateway: TestGateway;
export let customer: Customer;

beforeAll(async () => {
  gateway = await openTestGateway();
});
beforeEach(async () => {
  customer = await gateway.createCustomer();
});
afterEach(async () => expect(await gateway.findFaults()).toEqual([]));
afterAll(() => gateway.close());
