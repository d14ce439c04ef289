import type { Page } from 'playwright-core';
import { widget } from '../journeys/people.ts';
import { type GuestWorld, untilThere } from './guest-world.ts';
import { cancelLink, pageWith } from './host.ts';

type Amends = (...said: unknown[]) => unknown;
type Words = Record<string, string>;
export type Look = { name: string; locale: string; page: Page };
type Config = { reasons: { id: string; label: string }[]; remedies: { id: string; label: string }[] };

/** Every screen of the widget, in the order they are walked through. */
export const SCREENS = [
  'complaint',
  'complaint-unfolded',
  'complaint-refused',
  'complaint-restored',
  'complaint-sent',
  'complaint-waiting',
  'chooser',
  'feedback',
  'praise',
  'leaving-reason',
  'leaving-probe',
  'leaving-stay',
  'leaving-offer',
  'leaving-kept',
  'leaving-last',
  'leaving-nothing-changed',
  'leaving-slow',
  'leaving-failed',
  'leaving-cancelled',
  'leaving-elsewhere',
  'leaving-consent',
  'leaving-withdrawal',
  'leaving-withdrawn',
  'leaving-contracts',
] as const;
export type Screen = (typeof SCREENS)[number];

/** The sentences as the browser gets them, so that any language can be walked through by what is read. */
async function wordsOf(amendsUrl: string, locale: string): Promise<Words> {
  const script = await (await fetch(`${amendsUrl}/widget.js`)).text();
  const hash = /-([\w]{8})\.js/.exec(script)?.[1] ?? '';
  const parts = [`words-${locale}`, `words-${locale}-cancel`].map(async (part) => {
    const code = await (await fetch(`${amendsUrl}/widget/${part}-${hash}.js`)).text();
    const { default: words } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { default: Words };
    return words;
  });
  return Object.assign({}, ...(await Promise.all(parts))) as Words;
}

/** Walks through every screen and shows each that is wanted. */
export async function walkThrough(
  world: GuestWorld,
  { name, locale, page }: Look,
  wanted: readonly Screen[],
  show: (screen: Screen, page: Page) => Promise<void>,
) {
  const words = await wordsOf(world.amendsUrl, locale);
  const config = (await (await fetch(`${world.amendsUrl}/v1/public/sites/${world.site.siteKey}?locale=${locale}`)).json()) as Config;
  const label = (id: string) => [...config.reasons, ...config.remedies].find((one) => one.id === id)!.label;
  const line = await world.line();
  const html = (customer: string, region: string) =>
    pageWith({
      amends: line.url,
      siteKey: world.site.siteKey,
      lang: locale,
      locale,
      body: cancelLink(customer, false).replace('<a ', `<a data-region="${region}" `),
    });

  const panel = widget(page);
  const named = (key: string) => ({ name: words[key]!, exact: true });
  const press = (key: string) => panel.getByRole('button', named(key)).click();
  const says = (key: string) => panel.getByRole('heading', named(key)).waitFor();
  const want = (...screens: Screen[]) => screens.some((screen) => wanted.includes(screen));
  const look = async (screen: Screen) => {
    if (want(screen)) await show(screen, page);
  };
  let visits = 0;
  async function arrive(region = '', handleCancel = 'done') {
    visits += 1;
    const customer = `${name}-${visits}`;
    await page.goto(world.host.show(`/${customer}`, html(customer, region)));
    await untilThere(page);
    await page.evaluate((how) => {
      const handlers = { done: async () => {}, refused: () => Promise.reject(new Error('No.')), never: () => new Promise(() => {}) };
      (window as unknown as { Amends: Amends }).Amends('handle', { handleCancel: handlers[how as 'done'], handleOffer: async () => {} });
    }, handleCancel);
  }
  const open = (kind?: string) =>
    page.evaluate((kind) => void (window as unknown as { Amends: Amends }).Amends('open', { kind, touchpoint: 'checkout' }), kind);
  async function leave(region?: string, handleCancel?: string) {
    await arrive(region, handleCancel);
    await page.locator('a[data-amends=cancel]').click();
    await panel.getByRole('heading').first().waitFor();
  }
  async function answer(id?: string) {
    await says('cancelTitle');
    if (id) await panel.getByLabel(label(id), { exact: true }).check();
    await look('leaving-reason');
    await press('cancelContinue');
    if (id) {
      await panel.getByLabel(words.cancelProbeWords!).waitFor();
      await look('leaving-probe');
      await press('cancelContinue');
    }
    await panel.getByLabel(words.cancelStayWords!).waitFor();
  }

  if (want('complaint', 'complaint-unfolded', 'complaint-refused', 'complaint-restored', 'complaint-sent')) {
    await arrive();
    await open('complaint');
    await panel.getByLabel(words.reason!).waitFor();
    await look('complaint');
    await press('send');
    await panel.getByText(words.checkThis!).waitFor();
    await look('complaint-refused');
    await panel.getByLabel(words.story!).fill('I was promised 2.50 and charged 4.79 — THIS IS THE THIRD TIME!!!');
    await panel.getByLabel(label('refund.partial'), { exact: true }).check();
    for (const fold of ['where', 'cost', 'files', 'contact']) await panel.getByText(words[fold]!, { exact: true }).click();
    await panel.getByLabel(words.filesAdd!).setInputFiles({
      name: 'receipt-of-the-third-of-november.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 paid twice'),
    });
    await panel.getByRole('button', { name: 'receipt-of-the-third-of-november.pdf' }).waitFor();
    await look('complaint-unfolded');
    if (want('complaint-restored', 'complaint-sent')) {
      await page.keyboard.press('Escape');
      await open('complaint');
      await panel.getByText(words.draftKept!).waitFor();
      await look('complaint-restored');
      await press('send');
      await says('sentTitle');
      await look('complaint-sent');
    }
  }
  if (want('complaint-waiting')) {
    await arrive();
    line.set(/POST \/v1\/public\/cases/, 'blocked');
    await open('complaint');
    await panel.getByLabel(words.story!).fill('The parcel was open when it came, and two cups were broken.');
    await press('send');
    await says('queuedTitle');
    await look('complaint-waiting');
    line.clear();
    // It may have gone by itself in this moment, and the button with it.
    await panel
      .getByRole('button', named('tryAgain'))
      .click({ timeout: 3000 })
      .catch(() => {});
    await says('sentTitle');
  }
  if (want('chooser', 'feedback', 'praise')) {
    await arrive();
    await open();
    await says('chooseTitle');
    await look('chooser');
    await press('chooseFeedback');
    await says('feedbackTitle');
    await look('feedback');
    await page.keyboard.press('Escape');
    await open('praise');
    await says('praiseTitle');
    await look('praise');
  }
  if (want('leaving-reason', 'leaving-probe', 'leaving-stay', 'leaving-offer', 'leaving-kept')) {
    await leave();
    await answer('cancel.too_expensive');
    await look('leaving-stay');
    if (want('leaving-offer', 'leaving-kept')) {
      await press('cancelContinue');
      await says('offerTitle');
      await look('leaving-offer');
      await press('offerAccept');
      await says('keptTitle');
      await look('leaving-kept');
    }
  }
  if (want('leaving-last', 'leaving-nothing-changed')) {
    await leave();
    await answer();
    await press('cancelContinue');
    await says('cancelLastTitle');
    await look('leaving-last');
    await page.keyboard.press('Escape');
    await page.getByText(words.nothingChanged!).waitFor();
    await look('leaving-nothing-changed');
  }
  if (want('leaving-slow')) {
    await leave('', 'never');
    await press('cancelNow');
    await panel.getByText(words.cancellingSlow!).waitFor();
    await look('leaving-slow');
  }
  if (want('leaving-elsewhere')) {
    await leave('', 'never');
    const customer = `${name}-${visits}`;
    const other = await page.context().newPage();
    await other.goto(`${world.host.url}/${customer}`);
    await untilThere(other);
    await other.evaluate(() => (window as unknown as { Amends: Amends }).Amends('handle', { handleCancel: () => new Promise(() => {}) }));
    await other.locator('a[data-amends=cancel]').click();
    await widget(other).getByRole('button', named('cancelNow')).click();
    await widget(other).getByRole('heading', named('cancelling')).waitFor();
    await press('cancelNow');
    await says('cancelElsewhere');
    await look('leaving-elsewhere');
    await other.close();
  }
  if (want('leaving-failed')) {
    await leave('', 'refused');
    await press('cancelNow');
    await says('cancelFailedTitle');
    await look('leaving-failed');
  }
  if (want('leaving-cancelled')) {
    await leave();
    await press('cancelNow');
    await says('cancelledTitle');
    await panel.getByRole('link', named('receipt')).waitFor();
    await look('leaving-cancelled');
  }
  if (want('leaving-consent')) {
    await leave('US-MN');
    await press('cancelNow');
    await panel.getByRole('heading', named('consentTitle')).waitFor();
    await look('leaving-consent');
  }
  if (want('leaving-withdrawal', 'leaving-withdrawn')) {
    await leave('FR');
    await says('withdrawTitle');
    await look('leaving-withdrawal');
    await panel.getByLabel(words.name!).fill('Camille Laurent');
    await press('withdrawConfirm');
    await says('withdrawnTitle');
    await panel.getByRole('link', named('receipt')).waitFor();
    await look('leaving-withdrawn');
  }
  if (want('leaving-contracts')) {
    await leave('DE');
    await says('contractsTitle');
    await look('leaving-contracts');
  }
}
