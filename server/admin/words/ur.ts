import type { Catalog } from './language.ts';
import { words as account } from './ur/account.ts';
import { words as acts } from './ur/acts.ts';
import { words as approvals } from './ur/approvals.ts';
import { words as care } from './ur/care.ts';
import { words as oneCase } from './ur/case.ts';
import { words as composer } from './ur/composer.ts';
import { words as customers } from './ur/customers.ts';
import { words as departures } from './ur/departures.ts';
import { words as everywhere } from './ur/everywhere.ts';
import { words as imports } from './ur/import.ts';
import { words as insight } from './ur/insight.ts';
import { words as keepInTouch } from './ur/keep-in-touch.ts';
import { words as loyal } from './ur/loyal.ts';
import { words as pages } from './ur/pages.ts';
import { words as problems } from './ur/problems.ts';
import { words as rescue } from './ur/rescue.ts';
import { words as settings } from './ur/settings.ts';
import { words as settingsAnswers } from './ur/settings-answers.ts';
import { words as settingsCases } from './ur/settings-cases.ts';
import { words as settingsPeople } from './ur/settings-people.ts';
import { words as settingsShop } from './ur/settings-shop.ts';
import { words as watching } from './ur/watch.ts';

/** Urdu: one file for each part of the page. A sentence said in several parts stands where it is said first. */
const words: Catalog = {
  ...account,
  ...acts,
  ...approvals,
  ...care,
  ...oneCase,
  ...composer,
  ...customers,
  ...departures,
  ...everywhere,
  ...imports,
  ...insight,
  ...keepInTouch,
  ...loyal,
  ...pages,
  ...problems,
  ...rescue,
  ...settings,
  ...settingsAnswers,
  ...settingsCases,
  ...settingsPeople,
  ...settingsShop,
  ...watching,
};
export default words;
export { words as said } from './ur/server.ts';
