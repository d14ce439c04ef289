import { msg, t } from '../words/language.ts';

const BRANCHES: Record<string, string> = {
  delivery: msg('Delivery'),
  product: msg('Product'),
  service: msg('Service'),
  billing: msg('Billing'),
  staff: msg('People'),
  handling: msg('How we handled it'),
  promise: msg('Promises'),
  policy: msg('Rules and policies'),
  marketing: msg('Advertising'),
  account: msg('Account'),
  privacy: msg('Privacy'),
  accessibility: msg('Accessibility'),
  cancel: msg('Leaving'),
  other: msg('Something else'),
};
export const branchOf = (id: string) => id.split('.')[0] ?? id;
export const branchName = (branch: string) =>
  Object.hasOwn(BRANCHES, branch) ? t(BRANCHES[branch]!) : branch.replace(/^./, (first) => first.toUpperCase());
