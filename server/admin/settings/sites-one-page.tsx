import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Kind } from '#shared/contracts/basics.ts';
import type { SiteDetail } from '#shared/contracts/sites.ts';
import { useDesk } from '../desk.ts';
import type { Reading } from '../models/reading.ts';
import { useReading } from '../parts/reads.ts';
import { Refusal } from '../parts/refusal.tsx';
import { msg, t } from '../words/language.ts';
import './document.css';
import { Check, Line, NumberLine, Select, Several } from './fields.tsx';
import { Confirm } from './house/confirm.tsx';
import { WhenThere } from './house/fetched.tsx';
import { createForm, type Form } from './house/form.ts';
import './house/house.css';
import { SecretOnce } from './house/secret-once.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { SiteBasics } from './sites-basics.tsx';
import { sitesCalls } from './sites-calls.ts';
import { ColourLine } from './sites-colour.tsx';
import { SiteInstalled } from './sites-installed.tsx';
import { fromForm, type SiteDraft, toForm } from './sites-model.ts';
import { SitePaste } from './sites-paste.tsx';
import { SitePreview } from './sites-preview.tsx';
import { KIND_WORDS } from './sites-words.ts';
import { isLead } from '../account/roles.ts';

const MODES: Record<string, string> = {
  auto: msg('As the page or the visitor’s device'),
  light: msg('Always light'),
  dark: msg('Always dark'),
};

/** One site: the line to paste, whether it works, how it looks, and its secret. */
export function SitePage({ id }: { id: string }) {
  const { client } = useDesk();
  const fetched = useReading(() => sitesCalls(client).find(id), [id]);
  return (
    <SettingsFrame title={fetched.value.value?.name ?? t('Site')} up={{ href: '/admin/settings/sites', label: t('All sites') }}>
      <WhenThere fetched={fetched}>{(site) => <OneSite key={site.id} site={site} fetched={fetched} />}</WhenThere>
    </SettingsFrame>
  );
}

function OneSite({ site, fetched }: { site: SiteDetail; fetched: Reading<SiteDetail> }) {
  const { session } = useDesk();
  const role = session.me.value?.role;
  const form = useMemo(() => createForm<SiteDraft>('site', toForm(site)), []);
  const mayChange = isLead(role);
  return (
    <>
      <SitePaste site={site} />
      <SiteInstalled site={site} mayLook={mayChange} />
      {mayChange ? (
        <Looks site={site} form={form} fetched={fetched} />
      ) : (
        <p class="notice">{t('You can read these settings. A lead or the owner changes them.')}</p>
      )}
      <SitePreview
        id={site.id}
        kinds={form.draft.value.kinds ?? site.settings.kinds}
        draft={() => {
          const { name, locale, currency, kinds, theme, phone, person } = fromForm(form.draft.value);
          return { name, locale, currency, kinds, theme, phone, person };
        }}
      />
      {role === 'owner' && <IdentitySecret site={site} />}
    </>
  );
}

function Looks({ site, form, fetched }: { site: SiteDetail; form: Form<SiteDraft>; fetched: Reading<SiteDetail> }) {
  const desk = useDesk();
  async function save() {
    const saved = await form.send((draft) => sitesCalls(desk.client).change(site.id, site.version, fromForm(draft)));
    if (!saved) return;
    form.start(toForm(saved));
    fetched.value.value = saved;
    desk.say(t('{name} is saved. Pages show it within a minute.', { name: saved.name }));
  }
  async function loadAgain() {
    await fetched.load();
    if (fetched.value.value) form.start(toForm(fetched.value.value));
  }
  const problem = form.problem.value;

  return (
    <section class="card house-part" aria-labelledby="site-looks">
      <h2 id="site-looks">{t('Addresses, looks and people')}</h2>
      <form
        class="house-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <SiteBasics form={form} />
        <Several
          spot={form.at<Kind[] | undefined>('kinds')}
          label={t('What customers can bring')}
          choices={Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label: t(label) }))}
        />
        <div class="doc-grid">
          <Line spot={form.at('phone')} label={t('Phone')} hint={t('Shown on every screen of the widget.')} optional max={50} dir="ltr" />
          <Line spot={form.at('person', 'name')} label={t('Person')} hint={t('Who is there for customers, by name.')} optional max={100} />
          <Line spot={form.at('person', 'role')} label={t('Role of this person')} optional max={100} />
        </div>
        <div class="doc-grid">
          <ColourLine
            spot={form.at('theme', 'accent')}
            label={t('Colour')}
            hint={t('Of buttons and marks. The words on it are made readable.')}
          />
          <NumberLine spot={form.at('theme', 'radius')} label={t('Corners, in pixels')} optional max={40} />
          <Select
            spot={form.at('theme', 'mode')}
            label={t('Light or dark')}
            optional
            none={t('As the page or the visitor’s device')}
            choices={['light', 'dark'].map((value) => ({ value, label: t(MODES[value] ?? value) }))}
          />
          <Line
            spot={form.at('theme', 'font')}
            label={t('Font')}
            hint={t('Names as in CSS, with commas between them.')}
            optional
            dir="ltr"
          />
        </div>
        <details class="folded">
          <summary>{t('How dense it looks')}</summary>
          <p>{t('The room between fields is set in the style sheet of your page. Less is denser; 14px is usual.')}</p>
          <pre dir="ltr" tabIndex={0} aria-label={t('A line for your style sheet')}>
            <code>:root {'{ --amends-gap: 10px; }'}</code>
          </pre>
        </details>
        <Line
          spot={form.at('cancelUrl')}
          label={t('Your own page for cancelling')}
          hint={t('Where the plain form leads when it cannot cancel by itself.')}
          optional
          max={2000}
          dir="ltr"
        />
        <Check
          spot={form.at('challenge')}
          label={t('Ask every browser for a small proof of work')}
          hint={t('Keeps programs away that write much. People notice nothing; Amends also asks by itself when there is a flood.')}
        />
        <Check
          spot={form.at('test')}
          label={t('Test mode')}
          hint={t('The widget says so on every screen. Turn it off before customers come.')}
        />
        {problem && <Refusal problem={problem} />}
        {problem?.code === 'site.changed_meanwhile' && (
          <p>
            <button type="button" class="button small" onClick={() => void loadAgain()}>
              {t('Load it again and drop what is typed')}
            </button>
          </p>
        )}
        <p class="act-buttons">
          <button type="submit" class="button primary" aria-disabled={form.busy.value} disabled={!form.dirty.value}>
            {t('Save')}
          </button>
          {form.dirty.value && <span class="quiet">{t('Not saved yet.')}</span>}
        </p>
      </form>
    </section>
  );
}

function IdentitySecret({ site }: { site: SiteDetail }) {
  const desk = useDesk();
  const asking = useSignal(false);
  const secret = useSignal<string | null>(null);
  return (
    <section class="card house-part" aria-labelledby="site-secret">
      <h2 id="site-secret">{t('Identity secret')}</h2>
      <p class="quiet">{t('With it your server signs who a logged-in customer is. It cannot be read again, only made anew.')}</p>
      {secret.value ? (
        <SecretOnce
          title={t('Identity secret of {name}', { name: site.name })}
          secret={secret.value}
          onDone={() => (secret.value = null)}
        />
      ) : (
        <p>
          <button type="button" class="button" aria-haspopup="dialog" onClick={() => (asking.value = true)}>
            {t('Make a new secret')}
          </button>
        </p>
      )}
      {asking.value && (
        <Confirm
          id="site-secret-ask"
          title={t('Make a new identity secret?')}
          yes={t('Make a new one')}
          onClose={() => (asking.value = false)}
          onYes={async () => {
            secret.value = (await sitesCalls(desk.client).newSecret(site.id)).identitySecret;
            desk.say(t('The old secret no longer counts.'));
          }}
        >
          <p>
            {t(
              'The old one stops counting at once. Until your server signs with the new one, logged-in customers are treated as anonymous: they can still say everything, but nobody knows who they are.',
            )}
          </p>
        </Confirm>
      )}
    </section>
  );
}
