import '../fixtures/window.ts';
import { configure, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DEFAULT_SETTINGS } from '#shared/contracts/settings.ts';
import { openSettingsRoom, press, publish, tick, write } from './fixtures/settings-room.tsx';
import { OffersPage } from './offers-page.tsx';
import { ReasonsPage } from './reasons-page.tsx';
import { idFrom, withoutOwn } from './reasons-own.ts';

configure({ asyncUtilTimeout: 8000 }); // A busy machine is slow, not wrong.

let room: Awaited<ReturnType<typeof openSettingsRoom>>;
beforeAll(async () => {
  room = await openSettingsRoom();
});
beforeEach(() => room.begin());
afterAll(() => room.close());
const reasons = async () => (await room.published('reasons')).document as unknown as typeof DEFAULT_SETTINGS.reasons;
const group = (name: string | RegExp) => screen.findByRole('group', { name });

async function add(beneath: string, name: string) {
  await press(`Add a narrower reason beneath “${beneath}”`);
  const around = await group(`Add a narrower reason beneath “${beneath}”`);
  await write('What this narrower reason is called', name, around);
  await press('Add', around);
}
/** Opened as a person does who clicks on it. */
const questionAfter = async (reason: string) => {
  const summary = await screen.findByText((_, at) => at?.tagName === 'SUMMARY' && (at.textContent ?? '').endsWith(`(${reason})`));
  (summary.parentElement as HTMLDetailsElement).open = true;
  return group(`Follow-up question after “${reason}”`);
};

test('a narrower reason is added beneath one, called otherwise in one language, hidden, and known everywhere at once', async () => {
  const desk = await room.open(ReasonsPage);
  await add('It came late', 'Courier strike');
  const own = await group('Courier strike');
  expect(within(own).getByText('delivery.late.courier_strike')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('Language'), { target: { value: 'de' } });
  await write(/^In German/, 'Streik der Boten', own);
  await tick('Shown: Courier strike', own);
  await publish();
  expect(await reasons()).toMatchObject({
    own: [{ id: 'delivery.late.courier_strike', name: 'Courier strike' }],
    labels: { de: { 'delivery.late.courier_strike': 'Streik der Boten' } },
    hidden: ['delivery.late.courier_strike'],
  });
  await waitFor(() => expect(desk.session.reasonLabel('delivery.late.courier_strike')).toBe('Courier strike'));
});

test('a reason that is in force is removed only after a warning, which offers to hide it', async () => {
  await room.open(ReasonsPage);
  await add('It came late', 'Courier strike');
  await publish();
  await press('Remove Courier strike');
  const warning = await screen.findByRole('dialog', { name: 'Remove “Courier strike”?' });
  expect(warning.textContent).toContain('read as “It came late”');
  await press('Hide it instead', warning);
  await publish();
  expect(await reasons()).toMatchObject({ own: [{ id: 'delivery.late.courier_strike' }], hidden: ['delivery.late.courier_strike'] });

  await press('Remove Courier strike');
  const again = await screen.findByRole('dialog', { name: 'Remove “Courier strike”?' });
  expect(within(again).queryByRole('button', { name: 'Hide it instead' })).toBeNull();
  await press('Remove it', again);
  await publish();
  expect(await reasons()).toMatchObject({ own: [], hidden: [] });
});

test('what was removed reads as the reason above it, with a note', async () => {
  const desk = await room.open(ReasonsPage);
  expect(desk.session.reasonLabel('delivery.late.long_gone')).toBe('It came late (a narrower reason that was removed)');
  expect(desk.session.reasonLabel('made.up.here')).toBe('made.up.here');
});

test('a follow-up question gets words and an answer of the shop’s own, in the order it wants, and goes back to the usual one', async () => {
  await room.open(ReasonsPage);
  const after = await questionAfter('I do not use it enough');
  await press('Change question and answers', after);
  await write('Question', 'Will you need it again?', after);
  await press('Add an answer after “I do not use it enough”', after);
  await write('What customers answer', 'In spring', after);
  await press('Add', await within(after).findByRole('group', { name: 'Add an answer after “I do not use it enough”' }));
  await press('Move In spring up', after);
  await write('Answer 1', 'Only for now', after);
  await press('Remove For good', after);
  await press('Undo', after);
  await publish();
  expect((await reasons()).probes).toEqual({
    'cancel.unused': {
      off: false,
      question: { en: 'Will you need it again?' },
      answers: [
        { id: 'for_now', labels: { en: 'Only for now' } },
        { id: 'in_spring', labels: { en: 'In spring' } },
        { id: 'for_good', labels: {} },
      ],
    },
  });

  await press('Use the usual question again', after);
  await publish();
  expect((await reasons()).probes).toEqual({});
});

test('after a reason nothing more may be asked, and after a narrower one something of its own', async () => {
  await room.open(ReasonsPage);
  await press('Ask nothing more', await questionAfter('It does not work well enough'));
  await add('It does not work well enough', 'The app is slow');
  const narrower = await questionAfter('The app is slow');
  expect(narrower.textContent).toContain('Nothing more is asked after this reason.');
  await press('Ask something', narrower);
  await write('Question', 'Where is it slow?', narrower);
  expect(narrower.textContent).toContain('Without answers it is an open question');
  await publish();
  expect((await reasons()).probes).toEqual({
    'cancel.low_quality': { off: true, question: {}, answers: [] },
    'cancel.low_quality.the_app_is_slow': { off: false, question: { en: 'Where is it slow?' }, answers: [] },
  });
});

test('a question that asks nothing is noticed before it is published', async () => {
  await room.open(ReasonsPage);
  const after = await questionAfter('I moved or changed work');
  await press('Ask something', after);
  await press('Check');
  await waitFor(() => expect(after.textContent).toContain('Write a question or an answer, or ask nothing more.'));
});

test('offers are set for a narrower reason and for an answer of the shop’s own', async () => {
  const own = [{ id: 'cancel.unused.winter', name: 'Only in winter' }];
  const probes = { 'cancel.unused.winter': { off: false, question: {}, answers: [{ id: 'in_spring', labels: { en: 'In spring' } }] } };
  await room.shop.put('/staff/settings/reasons', { own, probes }, { ...room.owner.headers, 'if-match': '0' });
  await room.open(OffersPage);
  const winter = await group('Only in winter');
  expect(winter.textContent).toContain('The offers of “I do not use it enough” are used.');
  await press('Set offers for this reason', winter);
  await press('Add an offer for “Only in winter”', winter);
  await press('Set offers for this answer', within(winter).getByRole('group', { name: 'In spring', hidden: true }));
  await publish();
  const offers = (await room.published('offers')).document as unknown as Required<typeof DEFAULT_SETTINGS.offers>;
  expect(offers.offersFor['cancel.unused.winter']).toEqual([{ remedy: 'human_contact' }]);
  expect(offers.offersForProbe.in_spring).toEqual([]);
});

test('an id is made of any words, and never twice', () => {
  const ids = ['Zu spät – Stau!', 'Zu spät, Stau', 'دیر سے', 'x'.repeat(80)].reduce<string[]>(
    (taken, words) => [...taken, idFrom(words, (id) => taken.includes(id))],
    [],
  );
  expect(ids).toEqual(['zu_spat_stau', 'zu_spat_stau_2', 'own', 'x'.repeat(30)]);
});

test('without a reason goes what was said about it, and words of files that meant it mean the one above', () => {
  const id = 'cancel.moved.no_fibre';
  const before = {
    own: [{ id, name: 'No fibre' }],
    probes: { [id]: { off: true, question: {}, answers: [] } },
    labels: { de: { [id]: 'Kein Glasfaser' }, en: { [id]: 'No fibre', 'cancel.moved': 'Moved' } },
    hidden: [id],
    mappings: { 'no cable there': id, gone: 'cancel.closed' },
  };
  expect(withoutOwn(before, id)).toEqual({
    own: [],
    probes: {},
    labels: { en: { 'cancel.moved': 'Moved' } },
    hidden: [],
    mappings: { 'no cable there': 'cancel.moved', gone: 'cancel.closed' },
  });
});
