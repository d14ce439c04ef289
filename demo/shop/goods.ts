/** What the shop sells, who buys it, and what was bought. Prices in euro cents. */
export type Product = { id: string; name: string; price: number; drawing: string; line: string; more: string };
export type Order = {
  number: string;
  customer: string;
  placedOn: string;
  state: string;
  lines: { product: string; quantity: number; price: number }[];
};
export type Customer = { id: string; name: string; email: string; subscription: string; plan: string; since: string };

export const CURRENCY = 'EUR';
export const CLUB_PRICE = 2400;

export const PRODUCTS: Product[] = [
  {
    id: 'stovetop-kettle',
    name: 'Stovetop kettle',
    price: 3800,
    drawing: 'kettle',
    line: 'Enamelled steel, 1.6 litres',
    more: 'Whistles when it boils and pours without dripping. Works on gas, electric and induction.',
  },
  {
    id: 'two-cup-teapot',
    name: 'Two-cup teapot',
    price: 2950,
    drawing: 'teapot',
    line: 'Glazed stoneware, with strainer',
    more: 'Thrown by hand in small batches, so no two glazes are quite alike. Safe in the dishwasher.',
  },
  {
    id: 'morning-mug',
    name: 'Morning mug',
    price: 1400,
    drawing: 'mug',
    line: 'Holds 350 ml, stays warm',
    more: 'A thick wall and a handle that takes three fingers. Stacks four high.',
  },
  {
    id: 'bread-knife',
    name: 'Bread knife',
    price: 4200,
    drawing: 'knife',
    line: 'Serrated, 24 cm, ash handle',
    more: 'Goes through a crust without pressing the loaf flat. We sharpen it for nothing, for as long as you own it.',
  },
  {
    id: 'linen-towel',
    name: 'Linen towel',
    price: 1650,
    drawing: 'towel',
    line: 'Washed linen, 50 × 70 cm',
    more: 'Gets softer with every wash and dries glasses without leaving a thread.',
  },
  {
    id: 'mixing-bowl',
    name: 'Mixing bowl',
    price: 2400,
    drawing: 'bowl',
    line: 'Stoneware, 3 litres',
    more: 'Deep enough that flour stays inside. A lip for pouring, a rim for holding.',
  },
];

export const CUSTOMERS: Customer[] = [
  { id: 'fern', name: 'Fern Holloway', email: 'fern@shop.example', subscription: 'sub_1', plan: 'Tea club', since: '2023-04-02' },
  { id: 'jonas', name: 'Jonas Brandt', email: 'jonas@shop.example', subscription: 'sub_2', plan: 'Tea club', since: '2024-11-18' },
  { id: 'eleni', name: 'Ελένη Παππά', email: 'eleni@shop.example', subscription: 'sub_3', plan: 'Tea club', since: '2021-09-30' },
  { id: 'amira', name: 'Amira Haddad', email: 'amira@shop.example', subscription: 'sub_4', plan: 'Tea club', since: '2025-06-12' },
];

export const ORDERS: Order[] = [
  {
    number: '1042',
    customer: 'fern',
    placedOn: '2026-02-21',
    state: 'Delivered on 24 February',
    lines: [{ product: 'stovetop-kettle', quantity: 1, price: 3800 }],
  },
  {
    number: '1038',
    customer: 'fern',
    placedOn: '2026-01-30',
    state: 'Delivered on 3 February',
    lines: [
      { product: 'morning-mug', quantity: 2, price: 1400 },
      { product: 'linen-towel', quantity: 1, price: 1650 },
    ],
  },
  {
    number: '1051',
    customer: 'jonas',
    placedOn: '2026-02-27',
    state: 'On its way',
    lines: [{ product: 'two-cup-teapot', quantity: 1, price: 2950 }],
  },
  {
    number: '1047',
    customer: 'eleni',
    placedOn: '2026-02-25',
    state: 'Delivered on 28 February',
    lines: [{ product: 'mixing-bowl', quantity: 1, price: 2400 }],
  },
  {
    number: '1049',
    customer: 'amira',
    placedOn: '2026-02-26',
    state: 'Delivered on 1 March',
    lines: [{ product: 'bread-knife', quantity: 1, price: 4200 }],
  },
];

export const totalOf = (order: Order) => order.lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);

export const inEuro = (cents: number) => new Intl.NumberFormat('en-IE', { style: 'currency', currency: CURRENCY }).format(cents / 100);
