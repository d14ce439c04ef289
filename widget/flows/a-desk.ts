import type { SiteConfig } from '#shared/contracts/site.ts';
import { speak, type Desk } from '../desk.ts';
import type { Opening, Told } from '../guest.ts';
import english from '../words/en.ts';

/** A small shop's settings, for tests. */
export const CONFIG: SiteConfig = {
  siteKey: 'pk_fern',
  name: 'Fern & Kettle',
  locale: 'en',
  dir: 'ltr',
  currency: 'EUR',
  kinds: ['complaint', 'feedback', 'praise', 'cancellation'],
  texts: {},
  reasons: [
    { id: 'product.defective', label: 'It does not work' },
    { id: 'cancel.too_expensive', label: 'It costs too much', kind: 'cancellation', probe: 'What did you compare it with?', probes: [{ id: 'cheaper_elsewhere', label: 'Cheaper elsewhere' }] },
    { id: 'cancel.moved', label: 'I moved', kind: 'cancellation' },
  ],
  remedies: [
    { id: 'refund.full', label: 'All my money back', money: true, kinds: ['complaint'] },
    { id: 'refund.partial', label: 'Some of my money back', money: true, kinds: ['complaint'] },
    { id: 'apology', label: 'An apology', money: false, kinds: ['complaint'] },
    { id: 'discount', label: 'A lower price', money: true, kinds: ['cancellation'] },
    { id: 'other', label: 'Something else', money: false, kinds: ['complaint', 'cancellation'] },
  ],
  feelings: [{ id: 'let_down', label: 'Let down' }],
  theme: {},
  phone: '+44 20 7946 0123',
  person: { name: 'Lena Vogt' },
  ruleSet: 'offers_beside_cancel',
  limits: { story: 20_000, files: 5, fileBytes: 10_000_000 },
  challenge: false,
  test: false,
};

/** A desk at which a form can be tried; `told` is what the page heard. */
export function aDesk(base: string, opening: Opening = {}, config: SiteConfig | undefined = CONFIG): Desk & { told: [Told, object?][] } {
  const told: [Told, object?][] = [];
  return {
    told,
    page: {
      base,
      site: 'pk_fern',
      locale: 'en',
      config: Promise.resolve(config),
      part: () => Promise.reject(new Error('Only English here.')),
      tell: (name, detail) => void told.push([name, detail]),
      leave: () => told.push(['error']),
    },
    opening,
    config,
    locale: 'en',
    say: speak(english, config?.texts),
    day: (instant) => instant.slice(0, 10),
    close: () => told.push(['closed']),
  };
}
