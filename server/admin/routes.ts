import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import { everyWord, msg } from './words/language.ts';

/** One screen. Those for every day are in the first load; the others come when they are opened. */
export type Screen = {
  path: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- each screen takes its own parts of the address
  load: ComponentType<any>;
};

/** What the top of the page leads to. `roles`: who sees it, everybody when missing. `within`: where its screens lie. */
export type Place = { href: string; label: string; within: string; roles?: string[] };
export const PLACES: Place[] = [
  { href: '/admin', label: msg('Inbox'), within: '/admin/cases' },
  { href: '/admin/approvals', label: msg('Approvals'), within: '/admin/approvals' },
  { href: '/admin/mentions', label: msg('Mentions'), within: '/admin/mentions' },
  { href: '/admin/insight', label: msg('Insight'), within: '/admin/insight' },
  { href: '/admin/customers', label: msg('Customers'), within: '/admin/customers' },
  { href: '/admin/departures', label: msg('Departures'), within: '/admin/departures' },
  { href: '/admin/rescue', label: msg('Win back'), within: '/admin/rescue' },
  { href: '/admin/settings', label: msg('Settings'), within: '/admin/settings' },
];

/** A screen comes with its words, so that nothing on it turns into another language before the reader's eyes. */
// oxlint-disable-next-line typescript/no-explicit-any -- as above
const opened = (load: () => Promise<ComponentType<any>>) => lazy(() => Promise.all([load(), everyWord()]).then(([screen]) => screen));

/** Screens that load when they are opened, one line each. */
export const SCREENS: Screen[] = [
  { path: '/admin/approvals', load: opened(() => import('./approvals/approvals-page.tsx').then(({ ApprovalsPage }) => ApprovalsPage)) },
  { path: '/admin/mentions', load: opened(() => import('./approvals/mentions-page.tsx').then(({ MentionsPage }) => MentionsPage)) },
  { path: '/admin/outbox', load: opened(() => import('./pages/outbox-page.tsx').then(({ OutboxPage }) => OutboxPage)) },
  { path: '/admin/customers', load: opened(() => import('./customers/customers-page.tsx').then(({ CustomersPage }) => CustomersPage)) },
  { path: '/admin/customers/:id', load: opened(() => import('./customers/customer-page.tsx').then(({ CustomerPage }) => CustomerPage)) },
  {
    path: '/admin/departures',
    load: opened(() => import('./departures/departures-page.tsx').then(({ DeparturesPage }) => DeparturesPage)),
  },
  { path: '/admin/import', load: opened(() => import('./import/import-page.tsx').then(({ ImportPage }) => ImportPage)) },
  { path: '/admin/import/:id', load: opened(() => import('./import/one-import-page.tsx').then(({ OneImportPage }) => OneImportPage)) },
  { path: '/admin/account', load: opened(() => import('./account/account-page.tsx').then(({ AccountPage }) => AccountPage)) },
  { path: '/admin/rescue', load: opened(() => import('./rescue/cycles-page.tsx').then(({ CyclesPage }) => CyclesPage)) },
  { path: '/admin/rescue/new', load: opened(() => import('./rescue/new-cycle-page.tsx').then(({ NewCyclePage }) => NewCyclePage)) },
  { path: '/admin/rescue/plan', load: opened(() => import('./rescue/plan-page.tsx').then(({ PlanPage }) => PlanPage)) },
  { path: '/admin/rescue/care', load: opened(() => import('./care/care-page.tsx').then(({ CarePage }) => CarePage)) },
  { path: '/admin/rescue/watch', load: opened(() => import('./watch/watch-page.tsx').then(({ WatchPage }) => WatchPage)) },
  { path: '/admin/rescue/problems', load: opened(() => import('./problems/problems-page.tsx').then(({ ProblemsPage }) => ProblemsPage)) },
  {
    path: '/admin/rescue/problems/new',
    load: opened(() => import('./problems/problem-page.tsx').then(({ NewProblemPage }) => NewProblemPage)),
  },
  { path: '/admin/rescue/problems/:id', load: opened(() => import('./problems/problem-page.tsx').then(({ ProblemPage }) => ProblemPage)) },
  { path: '/admin/rescue/loyal', load: opened(() => import('./loyal/loyal-page.tsx').then(({ LoyalPage }) => LoyalPage)) },
  {
    path: '/admin/rescue/keep-in-touch',
    load: opened(() => import('./keep-in-touch/keep-in-touch-page.tsx').then(({ KeepInTouchPage }) => KeepInTouchPage)),
  },
  { path: '/admin/rescue/:id', load: opened(() => import('./rescue/cycle-page.tsx').then(({ CyclePage }) => CyclePage)) },
  { path: '/admin/rescue/:id/calls/:callId', load: opened(() => import('./rescue/call-page.tsx').then(({ CallPage }) => CallPage)) },
  { path: '/admin/sites', load: opened(() => import('./settings/sites-page.tsx').then(({ SitesPage }) => SitesPage)) },
  { path: '/admin/insight', load: opened(() => import('./insight/overview-page.tsx').then(({ InsightPage }) => InsightPage)) },
  {
    path: '/admin/insight/departures',
    load: opened(() => import('./insight/departures-page.tsx').then(({ DeparturesPage }) => DeparturesPage)),
  },
  { path: '/admin/insight/reasons', load: opened(() => import('./insight/reasons-page.tsx').then(({ ReasonsPage }) => ReasonsPage)) },
  { path: '/admin/insight/journey', load: opened(() => import('./insight/journey-page.tsx').then(({ JourneyPage }) => JourneyPage)) },
  { path: '/admin/insight/offers', load: opened(() => import('./insight/offers-page.tsx').then(({ OffersPage }) => OffersPage)) },
  { path: '/admin/insight/team', load: opened(() => import('./insight/team-page.tsx').then(({ TeamPage }) => TeamPage)) },
  { path: '/admin/insight/recovery', load: opened(() => import('./insight/recovery-page.tsx').then(({ RecoveryPage }) => RecoveryPage)) },
  { path: '/admin/settings/keys', load: opened(() => import('./settings/keys-page.tsx').then(({ KeysPage }) => KeysPage)) },
  { path: '/admin/settings/webhooks', load: opened(() => import('./settings/webhooks-page.tsx').then(({ WebhooksPage }) => WebhooksPage)) },
  { path: '/admin/settings/mail', load: opened(() => import('./settings/mail-page.tsx').then(({ MailPage }) => MailPage)) },
  { path: '/admin/settings/audit', load: opened(() => import('./settings/audit-page.tsx').then(({ AuditPage }) => AuditPage)) },
  { path: '/admin/settings/privacy', load: opened(() => import('./settings/privacy-page.tsx').then(({ PrivacyPage }) => PrivacyPage)) },
  {
    path: '/admin/settings/knowledge',
    load: opened(() => import('./settings/knowledge-page.tsx').then(({ KnowledgePage }) => KnowledgePage)),
  },
  {
    path: '/admin/settings/knowledge/:id',
    load: opened(() => import('./settings/knowledge-one-page.tsx').then(({ ArticlePage }) => ArticlePage)),
  },
  {
    path: '/admin/settings/templates',
    load: opened(() => import('./settings/templates-page.tsx').then(({ TemplatesPage }) => TemplatesPage)),
  },
  {
    path: '/admin/settings/signatories',
    load: opened(() => import('./settings/signatories-page.tsx').then(({ SignatoriesPage }) => SignatoriesPage)),
  },
  { path: '/admin/settings/sites', load: opened(() => import('./settings/sites-page.tsx').then(({ SitesPage }) => SitesPage)) },
  { path: '/admin/settings/sites/:id', load: opened(() => import('./settings/sites-one-page.tsx').then(({ SitePage }) => SitePage)) },
  { path: '/admin/settings/team', load: opened(() => import('./settings/team-page.tsx').then(({ TeamPage }) => TeamPage)) },
  { path: '/admin/settings', load: opened(() => import('./settings/overview-page.tsx').then(({ SettingsOverview }) => SettingsOverview)) },
  {
    path: '/admin/settings/authority',
    load: opened(() => import('./settings/authority-page.tsx').then(({ AuthorityPage }) => AuthorityPage)),
  },
  {
    path: '/admin/settings/rule-sets',
    load: opened(() => import('./settings/rule-sets-page.tsx').then(({ RuleSetsPage }) => RuleSetsPage)),
  },
  { path: '/admin/settings/offers', load: opened(() => import('./settings/offers-page.tsx').then(({ OffersPage }) => OffersPage)) },
  { path: '/admin/settings/reasons', load: opened(() => import('./settings/reasons-page.tsx').then(({ ReasonsPage }) => ReasonsPage)) },
  { path: '/admin/settings/routing', load: opened(() => import('./settings/routing-page.tsx').then(({ RoutingPage }) => RoutingPage)) },
  { path: '/admin/settings/teams', load: opened(() => import('./settings/teams-page.tsx').then(({ TeamsPage }) => TeamsPage)) },
  {
    path: '/admin/settings/calendars',
    load: opened(() => import('./settings/calendars-page.tsx').then(({ CalendarsPage }) => CalendarsPage)),
  },
  { path: '/admin/settings/clocks', load: opened(() => import('./settings/clocks-page.tsx').then(({ ClocksPage }) => ClocksPage)) },
  { path: '/admin/settings/texts', load: opened(() => import('./settings/texts-page.tsx').then(({ TextsPage }) => TextsPage)) },
  { path: '/admin/settings/worth', load: opened(() => import('./settings/worth-page.tsx').then(({ WorthPage }) => WorthPage)) },
  { path: '/admin/settings/rescue', load: opened(() => import('./settings/rescue-page.tsx').then(({ RescuePage }) => RescuePage)) },
];
