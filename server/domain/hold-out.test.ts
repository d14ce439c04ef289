import { describe, expect, test } from 'vitest';
import { GARDEN_SHOP } from '#shared/fixtures/cast.ts';
import { isHeldOut } from './hold-out.ts';

const customers = Array.from({ length: 10_000 }, (_, nth) => `cus_${nth}`);
const heldOut = (share: number, site = GARDEN_SHOP) => customers.filter((id) => isHeldOut(site, id, share));

describe('the hold-out', () => {
  test.each([0.01, 0.05, 0.2, 0.5])('is near its share of %d among ten thousand customers', (share) => {
    const threeStandardErrors = 3 * Math.sqrt(share * (1 - share) * customers.length);
    expect(Math.abs(heldOut(share).length - share * customers.length)).toBeLessThan(threeStandardErrors);
  });

  test('is the same people every time', () => {
    expect(heldOut(0.05)).toEqual(heldOut(0.05));
    expect(
      heldOut(0.05)
        .slice(0, 5)
        .every((id) => isHeldOut(GARDEN_SHOP, id, 0.05)),
    ).toBe(true);
  });

  test('lets nobody out when the share is raised', () => {
    const larger = new Set(heldOut(0.1));
    expect(heldOut(0.05).filter((id) => !larger.has(id))).toEqual([]);
    expect(larger.size).toBeGreaterThan(heldOut(0.05).length);
  });

  test('is nobody at none and everybody at all', () => {
    expect([heldOut(0).length, heldOut(1).length]).toEqual([0, 10_000]);
  });

  test('is drawn anew for each site', () => {
    const here = new Set(heldOut(0.5));
    const both = heldOut(0.5, 'site_book_shop').filter((id) => here.has(id)).length;
    expect(both).toBeGreaterThan(2200);
    expect(both).toBeLessThan(2800);
  });
});
