import { t } from '../words/language.ts';
import { Line, Select, Words } from './fields.tsx';
import type { Form } from './house/form.ts';
import { CURRENCIES, languageChoices } from './sites-words.ts';

/** What every site is made with: its name, where it works, and in which language and currency it begins. */
export const SiteBasics = ({ form }: { form: Pick<Form<object>, 'at'> }) => (
  <>
    <Line spot={form.at('name')} label={t('Name')} hint={t('Customers read it: the name of the shop.')} />
    <Words
      spot={form.at('origins')}
      label={t('Allowed addresses')}
      hint={t('As in https://shop.example, without a path. https://*.shop.example allows every name below.')}
      empty={[]}
    />
    <div class="doc-grid">
      <Select spot={form.at('locale')} label={t('Language')} choices={languageChoices()} />
      <Select spot={form.at('currency')} label={t('Currency')} choices={CURRENCIES.map((value) => ({ value, label: value }))} />
    </div>
  </>
);
