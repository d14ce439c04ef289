import { Hono } from 'hono';
import type { KeptOfPerson } from '#shared/contracts/privacy.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isLead } from '#server/domain/life.ts';
import { countKeptOfPerson } from '#server/store/kept-of-person.ts';
import { type Deps, storesOf } from '../context.ts';
import type { StaffEnv } from './require-staff.ts';

/** What is kept of a person, for those who may erase it. */
export const privacyRoutes = (deps: Deps) =>
  new Hono<StaffEnv>().get('/privacy/customers/:id', async (c) => {
    const { merchantId, role } = c.var.member;
    if (!isLead(role)) throw new DomainError('staff.not_allowed', 'Erasing a person is for a lead or the owner.');
    const customer = await storesOf(deps, merchantId).customers.findById(c.req.param('id'));
    if (!customer) throw new DomainError('customer.not_found', 'There is no such customer.');
    return c.json<KeptOfPerson>({ customer, ...(await countKeptOfPerson(deps.db, merchantId, customer.id)) });
  });
