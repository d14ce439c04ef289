import { useEffect, useMemo } from 'preact/hooks';
import { composerCalls } from '../composer/calls.ts';
import { useDesk } from '../desk.ts';
import { createLookup, readOrders, readWorth } from '../models/around-case.ts';
import type { CaseFile } from '../models/case-file.ts';
import { t } from '../words/language.ts';
import { Orders, Worth } from './around-customer.tsx';
import { Articles } from './knowledge.tsx';
import { SimilarCases } from './similar-cases.tsx';

/** What is read after the case itself, and drawn all at once, so that nothing jumps while somebody reads. */
export function AroundCase({ file }: { file: CaseFile }) {
  const { client } = useDesk();
  const { id, customer } = file.view.value!; // shown on a case that was read
  const known = customer.externalId ?? customer.id;
  const readings = useMemo(
    () => ({
      similar: createLookup(() => composerCalls(client).similar(id)),
      worth: known ? readWorth(client, known) : null,
      orders: known ? readOrders(client, known) : null,
    }),
    [id, known],
  );
  const all = Object.values(readings).filter((one) => one !== null);
  useEffect(() => {
    for (const one of all) void one.load();
  }, [readings]);
  if (!all.every(({ settled }) => settled.value))
    return (
      <p class="quiet" aria-busy="true">
        {t('Loading…')}
      </p>
    );

  const { similar, worth, orders } = readings;
  return (
    <>
      {worth?.value.value && <Worth worth={worth.value.value} />}
      {orders?.value.value && <Orders orders={orders.value.value.items} />}
      <SimilarCases file={file} reading={similar} />
      <Articles file={file} helpful={similar.value.value?.articles ?? []} />
    </>
  );
}
