import type { ImportView } from '#shared/contracts/imports.ts';
import { useDesk } from '../desk.ts';
import { PagedList } from '../parts/paged-list.tsx';
import { usePaged } from '../parts/reads.ts';
import { number } from '../words/dates.ts';
import { t, tn, tServer } from '../words/language.ts';
import { importCalls } from './import-calls.ts';

const SHOWN_AT_ONCE = 100;

/** Which lines of a file were not taken, and why; all of them to take home. */
export function RejectedLines({ one }: { one: ImportView }) {
  const { client } = useDesk();
  const calls = importCalls(client);
  // Read anew while the file is read on, until the first page is full.
  const paged = usePaged((cursor) => calls.rejected(one.id, cursor), [one.id, one.state, Math.min(one.rejectedInAll, SHOWN_AT_ONCE)]);
  return (
    <section class="card" aria-labelledby="imp-rejected">
      <h2 id="imp-rejected">{tn(one.rejectedInAll, '{count} line could not be taken.', '{count} lines could not be taken.')}</h2>
      <p>{t('Mend them and import the file again: nothing is written twice.')}</p>
      <p>
        <a class="button" href={calls.rejectedFile(one.id)} download={`rejected-${one.name}.csv`}>
          {t('Download the rejected lines as CSV')}
        </a>
      </p>
      <PagedList paged={paged} empty={<p>{t('The lines themselves are no longer kept.')}</p>}>
        {(lines) => (
          <table class="imp-rejected" aria-labelledby="imp-rejected">
            <thead>
              <tr>
                <th scope="col">{t('Line')}</th>
                <th scope="col">{t('Column')}</th>
                <th scope="col">{t('What is wrong')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ line, column, code, message }, i) => (
                <tr key={`${line}.${i}`}>
                  <td>{number(line)}</td>
                  <td>
                    <bdi>{column ?? '–'}</bdi>
                  </td>
                  <td>
                    {tServer(message)} <code dir="ltr">{code}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </PagedList>
    </section>
  );
}
