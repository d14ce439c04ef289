import type { CareView } from '#shared/contracts/care.ts';
import { Due } from '../parts/marks.tsx';
import { nameOr } from '../rescue/said.ts';
import { t } from '../words/language.ts';
import { CARE_STATE } from './care-words.ts';

/** Those whose check-in is due, each leading to where it is made. */
export function CareLines({ cares }: { cares: CareView[] }) {
  return (
    <ul class="wb-calls">
      {cares.map((care) => (
        <li key={care.id}>
          <a href={`/admin/rescue/care#${care.id}`} class="wb-call">
            <strong dir="auto">{nameOr(care.customer)}</strong>
            <span class="wb-worth">{care.slipping && <span class="flag critical">{t(CARE_STATE.slipping)}</span>}</span>
            <Due at={care.nextAt} />
          </a>
        </li>
      ))}
    </ul>
  );
}
