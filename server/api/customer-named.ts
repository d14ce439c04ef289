import { DomainError } from '#server/domain/errors.ts';
import type { Customer } from '#server/store/customers.ts';
import { type Deps, storesOf } from './context.ts';

/** A customer of this merchant by the merchant's own id, or by ours. @throws customer.not_found */
export async function customerNamed(deps: Deps, merchantId: string, name: string): Promise<Customer> {
  const { customers } = storesOf(deps, merchantId);
  const customer = (await customers.find({ externalId: name })) ?? (await customers.findById(name));
  if (!customer) throw new DomainError('customer.not_found', 'There is no such customer.');
  return customer;
}
