import type { Settings } from '#shared/contracts/settings.ts';
import { REASONS, reasonOf, remedyOf } from '#server/domain/taxonomy.ts';

type Problems = { path: string; message: string }[];

const PROBES = new Set(REASONS.flatMap(({ probes = [] }) => probes));
/** Reasons the customer must always find: without them nobody could say what is not in the list. */
const ALWAYS_SHOWN = new Set(['other.unclear', 'cancel.other']);

/** The merchant's own words, only for reasons there are. */
export function senseOfReasons({ labels, hidden, mappings }: Settings['reasons']): Problems {
  const unknown = (id: string, path: string) => (reasonOf(id) ? [] : [{ path, message: `There is no reason “${id}”.` }]);
  return [
    ...Object.entries(labels).flatMap(([language, own]) => Object.keys(own).flatMap((id) => unknown(id, `labels.${language}.${id}`))),
    ...hidden.flatMap((id, i) => [
      ...unknown(id, `hidden.${i}`),
      ...(ALWAYS_SHOWN.has(id) ? [{ path: `hidden.${i}`, message: 'Customers always need a way to say that it is something else.' }] : []),
    ]),
    ...Object.entries(mappings).flatMap(([theirs, id]) => unknown(id, `mappings.${theirs}`)),
  ];
}

/** Offers of remedies there are, for reasons for leaving; a lower price says how much lower. */
export function senseOfOffers({ offersFor = {}, offersForProbe = {} }: Settings['offers']): Problems {
  const within = (field: string, lists: NonNullable<Settings['offers']['offersFor']>, isKnown: (id: string) => boolean): Problems =>
    Object.entries(lists).flatMap(([id, offers]) => [
      ...(isKnown(id) ? [] : [{ path: `${field}.${id}`, message: `There is no reason for leaving or answer “${id}”.` }]),
      ...offers.flatMap(({ remedy, percent }, i) => [
        ...(remedyOf(remedy) ? [] : [{ path: `${field}.${id}.${i}.remedy`, message: `There is no remedy “${remedy}”.` }]),
        ...(remedy === 'discount' && percent === undefined
          ? [{ path: `${field}.${id}.${i}.percent`, message: 'A lower price says by how many percent.' }]
          : []),
      ]),
    ]);
  return [
    ...within('offersFor', offersFor, (id) => reasonOf(id)?.kind === 'cancellation'),
    ...within('offersForProbe', offersForProbe, (id) => PROBES.has(id)),
  ];
}
