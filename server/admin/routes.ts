import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import { msg } from './words/language.ts';

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

/** Screens that load when they are opened, one line each. */
export const SCREENS: Screen[] = [
  { path: '/admin/approvals', load: lazy(() => import('./approvals/approvals-page.tsx').then(({ ApprovalsPage }) => ApprovalsPage)) },
  { path: '/admin/mentions', load: lazy(() => import('./approvals/mentions-page.tsx').then(({ MentionsPage }) => MentionsPage)) },
  { path: '/admin/outbox', load: lazy(() => import('./pages/outbox-page.tsx').then(({ OutboxPage }) => OutboxPage)) },
  { path: '/admin/customers', load: lazy(() => import('./customers/customers-page.tsx').then(({ CustomersPage }) => CustomersPage)) },
  { path: '/admin/customers/:id', load: lazy(() => import('./customers/customer-page.tsx').then(({ CustomerPage }) => CustomerPage)) },
  {
    path: '/admin/departures',
    load: lazy(() => import('./departures/departures-page.tsx').then(({ DeparturesPage }) => DeparturesPage)),
  },
  { path: '/admin/import', load: lazy(() => import('./import/import-page.tsx').then(({ ImportPage }) => ImportPage)) },
  { path: '/admin/import/:id', load: lazy(() => import('./import/one-import-page.tsx').then(({ OneImportPage }) => OneImportPage)) },
  { path: '/admin/account', load: lazy(() => import('./account/account-page.tsx').then(({ AccountPage }) => AccountPage)) },
  { path: '/admin/rescue', load: lazy(() => import('./rescue/cycles-page.tsx').then(({ CyclesPage }) => CyclesPage)) },
  { path: '/admin/rescue/new', load: lazy(() => import('./rescue/new-cycle-page.tsx').then(({ NewCyclePage }) => NewCyclePage)) },
  { path: '/admin/rescue/plan', load: lazy(() => import('./rescue/plan-page.tsx').then(({ PlanPage }) => PlanPage)) },
  { path: '/admin/rescue/care', load: lazy(() => import('./care/care-page.tsx').then(({ CarePage }) => CarePage)) },
  { path: '/admin/rescue/watch', load: lazy(() => import('./watch/watch-page.tsx').then(({ WatchPage }) => WatchPage)) },
  { path: '/admin/rescue/problems', load: lazy(() => import('./problems/problems-page.tsx').then(({ ProblemsPage }) => ProblemsPage)) },
  {
    path: '/admin/rescue/problems/new',
    load: lazy(() => import('./problems/problem-page.tsx').then(({ NewProblemPage }) => NewProblemPage)),
  },
  { path: '/admin/rescue/problems/:id', load: lazy(() => import('./problems/problem-page.tsx').then(({ ProblemPage }) => ProblemPage)) },
  { path: '/admin/rescue/loyal', load: lazy(() => import('./loyal/loyal-page.tsx').then(({ LoyalPage }) => LoyalPage)) },
  {
    path: '/admin/rescue/keep-in-touch',
    load: lazy(() => import('./keep-in-touch/keep-in-touch-page.tsx').then(({ KeepInTouchPage }) => KeepInTouchPage)),
  },
  { path: '/admin/rescue/:id', load: lazy(() => import('./rescue/cycle-page.tsx').then(({ CyclePage }) => CyclePage)) },
  { path: '/admin/rescue/:id/calls/:callId', load: lazy(() => import('./rescue/call-page.tsx').then(({ CallPage }) => CallPage)) },
  { path: '/admin/sites', load: lazy(() => import('./settings/sites-page.tsx').then(({ SitesPage }) => SitesPage)) },
  { path: '/admin/insight', load: lazy(() => import('./insight/overview-page.tsx').then(({ InsightPage }) => InsightPage)) },
  {
    path: '/admin/insight/departures',
    load: lazy(() => import('./insight/departures-page.tsx').then(({ DeparturesPage }) => DeparturesPage)),
  },
  { path: '/admin/insight/reasons', load: lazy(() => import('./insight/reasons-page.tsx').then(({ ReasonsPage }) => ReasonsPage)) },
  { path: '/admin/insight/journey', load: lazy(() => import('./insight/journey-page.tsx').then(({ JourneyPage }) => JourneyPage)) },
  { path: '/admin/insight/offers', load: lazy(() => import('./insight/offers-page.tsx').then(({ OffersPage }) => OffersPage)) },
  { path: '/admin/insight/team', load: lazy(() => import('./insight/team-page.tsx').then(({ TeamPage }) => TeamPage)) },
  { path: '/admin/insight/recovery', load: lazy(() => import('./insight/recovery-page.tsx').then(({ RecoveryPage }) => RecoveryPage)) },
  { path: '/admin/settings/keys', load: lazy(() => import('./settings/keys-page.tsx').then(({ KeysPage }) => KeysPage)) },
  { path: '/admin/settings/webhooks', load: lazy(() => import('./settings/webhooks-page.tsx').then(({ WebhooksPage }) => WebhooksPage)) },
  { path: '/admin/settings/mail', load: lazy(() => import('./settings/mail-page.tsx').then(({ MailPage }) => MailPage)) },
  { path: '/admin/settings/audit', load: lazy(() => import('./settings/audit-page.tsx').then(({ AuditPage }) => AuditPage)) },
  { path: '/admin/settings/privacy', load: lazy(() => import('./settings/privacy-page.tsx').then(({ PrivacyPage }) => PrivacyPage)) },
  {
    path: '/admin/settings/knowledge',
    load: lazy(() => import('./settings/knowledge-page.tsx').then(({ KnowledgePage }) => KnowledgePage)),
  },
  {
    path: '/admin/settings/knowledge/:id',
    load: lazy(() => import('./settings/knowledge-one-page.tsx').then(({ ArticlePage }) => ArticlePage)),
  },
  {
    path: '/admin/settings/templates',
    load: lazy(() => import('./settings/templates-page.tsx').then(({ TemplatesPage }) => TemplatesPage)),
  },
  {
    path: '/admin/settings/signatories',
    load: lazy(() => import('./settings/signatories-page.tsx').then(({ SignatoriesPage }) => SignatoriesPage)),
  },
  { path: '/admin/settings/sites', load: lazy(() => import('./settings/sites-page.tsx').then(({ SitesPage }) => SitesPage)) },
  { path: '/admin/settings/sites/:id', load: lazy(() => import('./settings/sites-one-page.tsx').then(({ SitePage }) => SitePage)) },
  { path: '/admin/settings/team', load: lazy(() => import('./settings/team-page.tsx').then(({ TeamPage }) => TeamPage)) },
  { path: '/admin/settings', load: lazy(() => import('./settings/overview-page.tsx').then(({ SettingsOverview }) => SettingsOverview)) },
  {
    path: '/admin/settings/authority',
    load: lazy(() => import('./settings/authority-page.tsx').then(({ AuthorityPage }) => AuthorityPage)),
  },
  { path: '/admin/settings/rule-sets', load: lazy(() => import('./settings/rule-sets-page.tsx').then(({ RuleSetsPage }) => RuleSetsPage)) },
  { path: '/admin/settings/offers', load: lazy(() => import('./settings/offers-page.tsx').then(({ OffersPage }) => OffersPage)) },
  { path: '/admin/settings/reasons', load: lazy(() => import('./settings/reasons-page.tsx').then(({ ReasonsPage }) => ReasonsPage)) },
  { path: '/admin/settings/routing', load: lazy(() => import('./settings/routing-page.tsx').then(({ RoutingPage }) => RoutingPage)) },
  { path: '/admin/settings/teams', load: lazy(() => import('./settings/teams-page.tsx').then(({ TeamsPage }) => TeamsPage)) },
  {
    path: '/admin/settings/calendars',
    load: lazy(() => import('./settings/calendars-page.tsx').then(({ CalendarsPage }) => CalendarsPage)),
  },
  { path: '/admin/settings/clocks', load: lazy(() => import('./settings/clocks-page.tsx').then(({ ClocksPage }) => ClocksPage)) },
  { path: '/admin/settings/texts', load: lazy(() => import('./settings/texts-page.tsx').then(({ TextsPage }) => TextsPage)) },
  { path: '/admin/settings/worth', load: lazy(() => import('./settings/worth-page.tsx').then(({ WorthPage }) => WorthPage)) },
  { path: '/admin/settings/rescue', load: lazy(() => import('./settings/rescue-page.tsx').then(({ RescuePage }) => RescuePage)) },
];
