import { describe, expect, test } from 'vitest';
import { isWithinAuthority, requireWithinAuthority } from './authority.ts';
import { euro } from './fixtures.ts';
import { DEFAULT_POLICY } from './policy.ts';

describe('what one person may give away alone', () => {
  test.each([
    ['agent', 0, true], ['agent', 4999, true], ['agent', 5000, true], ['agent', 5001, false],
    ['lead', 5001, true], ['lead', 900_000, true], ['owner', 900_000, true],
    ['viewer', 0, false], ['viewer', 100, false], ['customer', 100, false], ['nobody', 100, false],
    ['system', 900_000, true],
  ])('%s, %i cents: %s', (role, cents, allowed) => {
    expect(isWithinAuthority(role, euro(cents), DEFAULT_POLICY)).toBe(allowed);
  });

  test('an apology costs nothing and needs no approval, except from those who may only look', () => {
    expect(['agent', 'lead', 'owner', 'viewer'].map((role) => isWithinAuthority(role, undefined, DEFAULT_POLICY))).toEqual([true, true, true, false]);
  });

  test('a shop sets its own limits, for leads too', () => {
    const careful = { ...DEFAULT_POLICY, authority: { ...DEFAULT_POLICY.authority, agent: { maxAmountMinor: 0 }, lead: { maxAmountMinor: 10_000 } } };
    expect(isWithinAuthority('agent', euro(1), careful)).toBe(false);
    expect(isWithinAuthority('lead', euro(10_001), careful)).toBe(false);
    expect(isWithinAuthority('owner', euro(10_001), careful)).toBe(true);
  });

  test('over the limit says who can help', () => {
    expect(() => requireWithinAuthority('agent', 'refund.full', euro(5001), DEFAULT_POLICY)).toThrow('a lead or the owner can offer it');
    expect(() => requireWithinAuthority('agent', 'refund.full', euro(5000), DEFAULT_POLICY)).not.toThrow();
  });
});
