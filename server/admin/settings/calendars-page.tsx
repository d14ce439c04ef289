import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Calendar } from '#shared/contracts/settings.ts';
import { Refused } from '../client.ts';
import { useDesk } from '../desk.ts';
import { day as dayWords, dateLocale } from '../words/dates.ts';
import { language, t } from '../words/language.ts';
import { calendarName } from './calendar-choices.ts';
import { DocumentPage } from './document-page.tsx';
import type { DocumentModel } from './document.ts';
import { AddEntry, RemoveEntry } from './entries.tsx';
import { Mistakes } from './fields.tsx';

type Day = keyof Calendar['week'];
const DAYS: Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MOST_FRAMES = 6;
/** With what stands around it, within what the server takes at once. */
const ICS_MAX = 450_000;
const ASK_AFTER_MS = 400;
const NEW_CALENDAR = 'calendar-name';
/** 5 January 2026 was a Monday. */
const dayName = (day: Day) =>
  new Intl.DateTimeFormat(language.value, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2026, 0, 5 + DAYS.indexOf(day))));
const timeZones = () => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** When somebody is there: the hours every clock in business time counts in. */
export function CalendarsPage() {
  return (
    <DocumentPage
      name="calendars"
      title={t('Opening hours')}
      lead={t('Business hours and days are counted in these. Clocks that already run keep the hours they began with.')}
    >
      {(model) => <Calendars model={model} />}
    </DocumentPage>
  );
}

function Calendars({ model }: { model: DocumentModel<'calendars'> }) {
  const calendars = model.at<Record<string, Calendar>>('calendars');
  return (
    <>
      {Object.keys(calendars.value).map((id) => (
        <CalendarCard key={id} model={model} id={id} isOnly={Object.keys(calendars.value).length === 1} />
      ))}
      <section class="card" aria-labelledby="calendar-more">
        <h2 id="calendar-more">{t('More hours')}</h2>
        <AddEntry
          id={NEW_CALENDAR}
          spot={calendars}
          label={t('Name of other hours, as “Night team”')}
          begin={() => structuredClone(Object.values(calendars.value)[0])}
        />
      </section>
    </>
  );
}

function CalendarCard({ model, id, isOnly }: { model: DocumentModel<'calendars'>; id: string; isOnly: boolean }) {
  const calendars = model.at<Record<string, Calendar>>('calendars');
  const own = model.at<Calendar>('calendars', id);
  const zone = model.at<string>('calendars', id, 'timeZone');
  const heading = `calendar-${id.replaceAll(/\W/g, '-')}`;
  return (
    <section class="card" aria-labelledby={heading}>
      <div class="doc-item-head">
        <h2 id={heading} dir="auto">
          {calendarName(id)}
        </h2>
        {!isOnly && id !== 'default' && <RemoveEntry spot={calendars} entry={id} name={id} next={NEW_CALENDAR} />}
      </div>
      <Mistakes spot={own} />
      <div class="field doc-language">
        <label for={zone.id}>{t('Time zone')}</label>
        <select
          id={zone.id}
          aria-invalid={zone.problems.length > 0 ? 'true' : undefined}
          value={zone.value}
          onChange={(event) => zone.set(event.currentTarget.value)}
        >
          {!timeZones().includes(zone.value) && <option value={zone.value}>{zone.value}</option>}
          {timeZones().map((one) => (
            <option key={one} value={one} selected={one === zone.value}>
              {one.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
        <Mistakes spot={zone} />
      </div>
      <div class="doc-week">
        {DAYS.map((day) => (
          <DayHours key={day} model={model} id={id} day={day} />
        ))}
      </div>
      <p>
        <button
          type="button"
          class="button small"
          onClick={() => {
            const { mon, sat, sun } = own.value.week;
            own.set({ ...own.value, week: { mon, tue: mon, wed: mon, thu: mon, fri: mon, sat, sun } });
          }}
        >
          {t('Use Monday’s hours from Monday to Friday')}
        </button>
      </p>
      <Closed model={model} id={id} />
      <Openings calendar={own.value} />
    </section>
  );
}

/** A field of a time shows midnight as 00:00; as an end it is 24:00. */
const asEnd = (time: string) => (time === '00:00' ? '24:00' : time);
const asTyped = (time: string) => (time === '24:00' ? '00:00' : time);

function DayHours({ model, id, day }: { model: DocumentModel<'calendars'>; id: string; day: Day }) {
  const frames = model.at<Calendar['week'][Day]>('calendars', id, 'week', day);
  const name = dayName(day);
  const change = (i: number, hours: Partial<{ from: string; to: string }>) =>
    frames.set(frames.value.map((frame, at) => (at === i ? { ...frame, ...hours } : frame)));
  return (
    <div class="doc-day" role="group" aria-label={name}>
      <span class="doc-day-name">{name}</span>
      <div class="doc-frames">
        {frames.value.length === 0 && <span class="quiet">{t('Closed')}</span>}
        {frames.value.map((frame, i) => (
          <span key={i} class="doc-frame">
            <input
              type="time"
              required
              aria-label={t('{day}: opens', { day: name })}
              value={frame.from}
              onChange={(event) => event.currentTarget.value && change(i, { from: event.currentTarget.value })}
            />
            <span aria-hidden="true">–</span>
            <input
              type="time"
              required
              aria-label={t('{day}: closes', { day: name })}
              value={asTyped(frame.to)}
              onChange={(event) => event.currentTarget.value && change(i, { to: asEnd(event.currentTarget.value) })}
            />
            <button
              type="button"
              class="button small plain"
              aria-label={t('Remove {from}–{to} on {day}', { from: frame.from, to: frame.to, day: name })}
              onClick={(event) => {
                const row = event.currentTarget.closest('.doc-day');
                frames.set(frames.value.filter((_, at) => at !== i));
                row?.querySelector<HTMLElement>('[data-add]')?.focus();
              }}
            >
              ×
            </button>
            <Mistakes spot={model.at('calendars', id, 'week', day, i)} />
          </span>
        ))}
      </div>
      <button
        type="button"
        class="button small"
        data-add
        disabled={frames.value.length >= MOST_FRAMES}
        aria-label={t('Add hours on {day}', { day: name })}
        onClick={() =>
          frames.set([...frames.value, frames.value.length === 0 ? { from: '09:00', to: '17:00' } : { from: '18:00', to: '20:00' }])
        }
      >
        {t('Add hours')}
      </button>
    </div>
  );
}

function Closed({ model, id }: { model: DocumentModel<'calendars'>; id: string }) {
  const desk = useDesk();
  const date = useSignal('');
  const holidays = model.at<string[]>('calendars', id, 'holidays');
  const file = model.at<string | undefined>('calendars', id, 'ics');
  const field = `closed-${id.replaceAll(/\W/g, '-')}`;
  const add = () => {
    if (date.value && !holidays.value.includes(date.value)) holidays.set([...holidays.value, date.value].toSorted());
    date.value = '';
  };

  async function read(chosen: File | undefined) {
    if (!chosen) return;
    const text = await chosen.text();
    if (text.length > ICS_MAX) return desk.say(t('This file is too large. 450 kB is the most.'));
    file.set(text);
    desk.say(t('“{name}” is in your draft.', { name: chosen.name }));
  }

  return (
    <div class="doc-list">
      <h3>{t('Closed days')}</h3>
      {holidays.value.length > 0 && (
        <ul class="doc-chips">
          {holidays.value.map((one) => (
            <li key={one} class="doc-chip">
              {dayWords(`${one}T12:00:00`)}
              <button
                type="button"
                class="button plain"
                aria-label={t('Remove {name}', { name: dayWords(`${one}T12:00:00`) })}
                onClick={() => {
                  holidays.set(holidays.value.filter((other) => other !== one));
                  document.getElementById(field)?.focus();
                }}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="doc-grid">
        <div class="field">
          <label for={field}>{t('Add a closed day')}</label>
          <span class="doc-pair">
            <input id={field} type="date" value={date.value} onInput={(event) => (date.value = event.currentTarget.value)} />
            <button type="button" class="button" disabled={!date.value} onClick={add}>
              {t('Add')}
            </button>
          </span>
        </div>
        <div class="field">
          <label for={`${field}-file`}>{t('Calendar file (iCalendar, .ics)')}</label>
          <input
            id={`${field}-file`}
            type="file"
            accept=".ics,text/calendar"
            aria-describedby={`${field}-file-hint`}
            onChange={(event) => void read(event.currentTarget.files?.[0])}
          />
          <p class="hint" id={`${field}-file-hint`}>
            {file.value ? t('A file is in use: its all-day events are closed days too.') : t('Its all-day events become closed days.')}
          </p>
          {file.value && (
            <p>
              <button type="button" class="button small" onClick={() => file.set(undefined)}>
                {t('Take the file away')}
              </button>
            </p>
          )}
          <Mistakes spot={file} />
        </div>
      </div>
    </div>
  );
}

type Opening = { items: { from: string; to: string }[]; problem: string | null };

/** When these hours would open next, asked again a moment after they change. */
function Openings({ calendar }: { calendar: Calendar }) {
  const { client } = useDesk();
  const next = useSignal<Opening | null>(null);
  const asked = JSON.stringify(calendar);
  useEffect(() => {
    let isOver = false;
    const ask = async () => {
      try {
        const answer = await client.send<Opening>('POST', '/staff/settings/calendars/openings', JSON.parse(asked) as object);
        if (!isOver) next.value = answer;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (!isOver) next.value = { items: [], problem: error.problem.detail };
      }
    };
    const asking = setTimeout(() => void ask(), ASK_AFTER_MS);
    return () => {
      isOver = true;
      clearTimeout(asking);
    };
  }, [asked]);

  const format = (options: Intl.DateTimeFormatOptions) => {
    try {
      return new Intl.DateTimeFormat(dateLocale(), { ...options, timeZone: calendar.timeZone });
    } catch {
      return new Intl.DateTimeFormat(dateLocale(), options);
    }
  };
  const date = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const time = format({ hour: '2-digit', minute: '2-digit' });

  return (
    <div class="doc-openings" aria-live="polite">
      <h3>{t('Opens next')}</h3>
      {next.value?.problem && <p class="doc-error">{next.value.problem}</p>}
      {next.value?.items.length === 0 && !next.value.problem && <p class="doc-error">{t('Not once in the coming year.')}</p>}
      <ul class="doc-chips">
        {next.value?.items.map(({ from, to }) => (
          <li key={from} class="tag">
            {t('{date}, {from}–{to}', {
              date: date.format(new Date(from)),
              from: time.format(new Date(from)),
              to: time.format(new Date(to)),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
