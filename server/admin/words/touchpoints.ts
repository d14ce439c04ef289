import { msg, t } from './language.ts';

/** Steps that many shops call the same; a shop's own names of steps stay as they are. */
const STEP: Record<string, string> = {
  account: msg('Account'),
  app: msg('App'),
  billing: msg('Billing'),
  cart: msg('Cart'),
  checkout: msg('Checkout'),
  delivery: msg('Delivery'),
  footer: msg('Foot of the page'),
  'in-store': msg('In the shop'),
  installation: msg('Installation'),
  invoice: msg('Invoice'),
  order: msg('Order'),
  payment: msg('Payment'),
  phone: msg('Telephone'),
  product: msg('Product'),
  restaurant: msg('Restaurant'),
  returns: msg('Returning goods'),
  support: msg('Support'),
  website: msg('Website'),
};

/** The step of the journey something was said about, as staff read it. */
export const stepLabel = (touchpoint: string): string => {
  const known = STEP[touchpoint.toLowerCase().replaceAll(/[\s_]/g, '-')];
  return known ? t(known) : touchpoint;
};
