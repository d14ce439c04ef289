import { msg } from '../words/language.ts';

/** A page of the settings. `about`: what it is for, in one line; `words`: what people may also search for. `roles`: who sees it; everybody when missing. */
export type Section = { path: string; label: string; group: string; about?: string; words?: string; roles?: string[] };

export const GROUPS = [msg('The shop'), msg('Cases'), msg('Answers'), msg('Connections'), msg('People and privacy')] as const;

/** In the order of the menu; one line each. */
export const SECTIONS: Section[] = [
  {
    path: '/admin/settings/texts',
    label: msg('Texts'),
    group: 'The shop',
    about: msg('Every sentence customers read in the widget, in each language.'),
    words: msg('wording, translation, labels, widget'),
  },
  {
    path: '/admin/settings/calendars',
    label: msg('Opening hours'),
    group: 'The shop',
    about: msg('When somebody is there: hours, time zone, holidays.'),
    words: msg('calendar, business hours, closed days, iCalendar'),
  },
  {
    path: '/admin/settings/worth',
    label: msg('What customers are worth'),
    group: 'The shop',
    about: msg('Margin and expected lifetime, for every figure about value.'),
    words: msg('lifetime value, margin, churn, acquisition'),
  },
  {
    path: '/admin/settings/reasons',
    label: msg('Reasons'),
    group: 'Cases',
    about: msg('What customers can choose, in your own words, and how words of your files are understood.'),
    words: msg('taxonomy, categories, labels, probes, import, mapping'),
  },
  {
    path: '/admin/settings/routing',
    label: msg('Routing rules'),
    group: 'Cases',
    about: msg('Which team or person a case goes to. Try rules on past cases before they count.'),
    words: msg('assignment, conditions, dry run, tags, severity'),
  },
  {
    path: '/admin/settings/teams',
    label: msg('Teams and away times'),
    group: 'Cases',
    about: msg('Who works together, how many cases each can hold, and who is away.'),
    words: msg('members, capacity, holiday, absence, queue'),
  },
  {
    path: '/admin/settings/clocks',
    label: msg('Clocks'),
    group: 'Cases',
    about: msg('How soon every step has to happen, and when a clock warns.'),
    words: msg('deadlines, due, legal, policy, service level'),
  },
  {
    path: '/admin/settings/authority',
    label: msg('Limits'),
    group: 'Cases',
    about: msg('How much each role may give alone, and what needs a second person.'),
    words: msg('authority, approval, refunds, amounts, roles'),
  },
  {
    path: '/admin/settings/offers',
    label: msg('Offers to those who leave'),
    group: 'Cases',
    about: msg('What is offered for which reason, how often, and who is left out to measure it.'),
    words: msg('cancellation, retention, discount, hold-out, cool-down'),
  },
  {
    path: '/admin/settings/rule-sets',
    label: msg('Rules for cancelling'),
    group: 'Cases',
    about: msg('Which law’s order the cancel flow follows, region by region.'),
    words: msg('region, country, consent, withdrawal, button'),
  },
  {
    path: '/admin/settings/rescue',
    label: msg('Winning back'),
    group: 'Cases',
    about: msg('When customers who left may be contacted, and when not.'),
    words: msg('rescue, calls, contact, recovery'),
  },
  {
    path: '/admin/settings/team',
    label: msg('Team and roles'),
    group: 'People and privacy',
    about: msg('Who works here, as what, and who is invited.'),
    words: msg('staff, users, invite, owner, lead, agent, viewer, remove'),
  },
];
