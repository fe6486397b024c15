import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Customer } from './factories.ts';
import { openTestGateway, type TestGateway } from './gateway.ts';

/*
 * Set-up for a test file about customers' requests. Importing it opens one gateway for the file and creates a customer
 * for each test; after each test the books must balance.
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
