import { type ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Page } from '#shared/contracts/basics.ts';
import type { DepartedCustomer } from '#shared/contracts/insights.ts';
import { useDesk } from '../desk.ts';
import { PagedList } from '../parts/paged-list.tsx';
import { usePaged } from '../parts/reads.ts';
import { t } from '../words/language.ts';
import { money } from '../words/money.ts';
import { customerName, dayLabel, wayLabel } from './insight-words.ts';
import { InsightTable } from './insight-parts.tsx';

type Props<Item> = {
  title: string;
  /** What is asked for; another key, other names. */
  asked: string;
  /** Where the list is closed. */
  close: string;
  read: (cursor: string | undefined) => Promise<Page<Item>>;
  downloads: ComponentChildren;
  children: (items: Item[]) => ComponentChildren;
};

/** The people behind a figure, page by page. Takes the focus when it is opened. */
export function Names<Item>({ title, asked, close, read, downloads, children }: Props<Item>) {
  const heading = useRef<HTMLHeadingElement>(null);
  const paged = usePaged((cursor) => read(cursor ?? undefined), [asked]);
  useEffect(() => heading.current?.focus(), [asked]);

  return (
    <section class="card ins-names" aria-labelledby="ins-names">
      <div class="ins-names-head">
        <h2 id="ins-names" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <a href={close}>{t('Close the list')}</a>
      </div>
      <PagedList paged={paged} empty={<p>{t('Nobody.')}</p>}>
        {children}
      </PagedList>
      {paged.items.value !== null && downloads}
    </section>
  );
}

export const CustomerLink = ({ who }: { who: { id: string; name: string | null; externalId: string | null } | null }) =>
  who ? (
    <a href={`/admin/customers/${encodeURIComponent(who.id)}`} dir="auto">
      {customerName(who)}
    </a>
  ) : (
    <>{customerName(who)}</>
  );

/** Who left: when, why, how, what they paid, and whether they came back. */
export function DepartedTable({ caption, items }: { caption: string; items: DepartedCustomer[] }) {
  const { session } = useDesk();
  return (
    <InsightTable
      isNamedAbove
      caption={caption}
      columns={[
        { label: t('Customer') },
        { label: t('Left on') },
        { label: t('Reason') },
        { label: t('How we know') },
        { label: t('Revenue a month'), isNumber: true },
        { label: t('Lifetime value lost'), isNumber: true },
        { label: t('Came back') },
      ]}
      lines={items.map((one) => ({
        key: one.departureId,
        cells: [
          <CustomerLink who={one.customer} />,
          dayLabel(one.at),
          <>
            {session.reasonLabel(one.reason)}
            {one.text && (
              <small class="ins-said" dir="auto">
                {one.text}
              </small>
            )}
          </>,
          wayLabel(one.way),
          one.revenuePerMonth ? money(one.revenuePerMonth) : t('Not known'),
          one.lifetimeValue ? money(one.lifetimeValue) : t('Not known'),
          one.returnedAt ? dayLabel(one.returnedAt) : t('No'),
        ],
      }))}
    />
  );
}
