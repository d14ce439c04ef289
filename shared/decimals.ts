/**
 * How many decimals the amounts of a currency have. `Intl` answers differently from one version to the next
 * (rupees of Pakistan: two, then none), and an amount must mean the same in every browser and on the server.
 * No longer than it takes to tell one code from the others, because every byte of it goes into the widget.
 *
 * @source ISO 4217
 */
export const decimalsOf = (currency: string): number =>
  /[^CH].F|CLP|ISK|JPY|KRW|PYG|UGX|V[NU]/.test(currency) ? 0 : /BH|IQ|JO|KW|LY|OMR|TND/.test(currency) ? 3 : 2;

/** How `Intl` writes money of a currency. It never knows of more decimals than there are, so the fewest say all. */
export const inCurrency = (currency: string): Intl.NumberFormatOptions => ({
  style: 'currency',
  currency,
  minimumFractionDigits: decimalsOf(currency),
});
