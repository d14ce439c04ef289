import { SignJWT } from 'jose';
import { CLUB_PRICE, CURRENCY, type Customer } from './goods.ts';

const ONE_HOUR_S = 3600;

/** Says to Amends who is signed in here: a token signed with the site's identity secret, good for an hour. */
export const signIdentity = (customer: Customer, secret: string, now: Date) => {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({
    email: customer.email,
    name: customer.name,
    subscription: customer.subscription,
    plan: customer.plan,
    mrr: { amount: CLUB_PRICE, currency: CURRENCY },
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(customer.id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ONE_HOUR_S)
    .sign(new TextEncoder().encode(secret));
};
