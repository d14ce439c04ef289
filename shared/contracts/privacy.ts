import { z } from 'zod';
import { CustomerView } from './customer.ts';

/** GET /staff/privacy/customers/{id}: what is kept of a person, before anything is erased. */
export const KeptOfPerson = z.object({
  customer: CustomerView,
  cases: z.int(),
  openCases: z.int(),
  files: z.int(),
  letters: z.int(),
  visits: z.int(),
  orders: z.int(),
});
export type KeptOfPerson = z.infer<typeof KeptOfPerson>;
