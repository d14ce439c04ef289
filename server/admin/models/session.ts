import { batch, effect, signal } from '@preact/signals';
import type { ChangePreferences } from '#shared/contracts/access.ts';
import type { Me } from '#shared/contracts/case.ts';
import type { StaffTaxonomy, TeamMember } from '#shared/contracts/staff.ts';
import { accountOf, doorOf } from '../account/access-client.ts';
import { Refused, type StaffClient } from '../client.ts';
import { keysOn, turnKeys } from '../parts/keys.ts';
import { chooseLanguage, language, t } from '../words/language.ts';
import { shopCurrency } from '../words/money.ts';
import { parentOf } from './reason-parent.ts';

/** Who is working here, and the words and people of their merchant. */
export function createSession(client: StaffClient) {
  /** undefined: not known yet; null: nobody is signed in. */
  const me = signal<Me | null | undefined>(undefined);
  const unreachable = signal(false);
  const refusal = signal<string | null>(null);
  const busy = signal(false);
  /** What is asked for at the door: a password, or after it the code of the second factor. */
  const step = signal<'password' | 'code'>('password');
  /** The address a link was sent to. */
  const linkSentTo = signal<string | null>(null);
  const taxonomy = signal<StaffTaxonomy>({ reasons: [], remedies: [] });
  const team = signal<TeamMember[]>([]);
  const [door, account] = [doorOf(client), accountOf(client)];

  async function start() {
    unreachable.value = false;
    try {
      const spoken = language.peek();
      const [who, words, people] = await Promise.all([client.me(), client.taxonomy(spoken), client.listTeam()]);
      await follow(who);
      const named = language.peek() === spoken ? words : await client.taxonomy(language.peek());
      batch(() => ((me.value = who), (taxonomy.value = named), (team.value = people.items), (shopCurrency.value = who.merchant.currency)));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.problem.status === 401) me.value = null;
      else unreachable.value = true;
    }
  }

  /** What somebody chose on another computer holds here too. */
  async function follow({ preferences }: Me) {
    if (!preferences) return;
    turnKeys(preferences.keys);
    if (preferences.language && preferences.language !== language.peek()) await chooseLanguage(preferences.language);
  }

  async function prefer(change: ChangePreferences) {
    const preferences = await account.prefer(change);
    const who = me.peek();
    if (!who) return;
    await follow({ ...who, preferences });
    me.value = { ...who, preferences };
  }
  effect(() => {
    const keys = keysOn.value;
    const preferences = me.peek()?.preferences;
    if (preferences && preferences.keys !== keys) prefer({ keys }).catch(() => {}); // the sheet of keys has switched them here already
  });

  effect(() => {
    const spoken = language.value;
    if (me.peek()) void name(spoken);
  });
  /** Reasons and remedies, in the language the page was turned to. */
  async function name(spoken: string) {
    const words = await client.taxonomy(spoken).catch(() => null);
    if (words && spoken === language.peek()) taxonomy.value = words;
  }

  const called = (id: string) => taxonomy.value.reasons.find((reason) => reason.id === id)?.label;
  /** An own reason that the shop took away reads as the one it lay beneath. */
  function calledBefore(id: string) {
    const reason = called(parentOf(id) ?? '');
    return reason && t('{reason} (a narrower reason that was removed)', { reason });
  }

  /** Of some reasons; of all, where a case has another reason by now. */
  const answers = (of: (reason: StaffTaxonomy['reasons'][number]) => boolean = () => true) =>
    taxonomy.value.reasons.flatMap((reason) => (of(reason) ? (reason.answers ?? []) : []));

  async function enter(request: () => Promise<'in' | 'code' | 'outside'>, explain: (refused: Refused) => string) {
    batch(() => ((busy.value = true), (refusal.value = null)));
    try {
      const now = await request();
      step.value = now === 'code' ? 'code' : 'password';
      if (now === 'in') await start();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refusal.value = explain(error);
    } finally {
      busy.value = false;
    }
  }
  async function withPassword(email: string, password: string): Promise<'in' | 'code'> {
    const answer = (await client.signIn({ email, password })) as { twoFactorRedirect?: boolean } | null; // the library's answer
    return answer?.twoFactorRedirect ? 'code' : 'in';
  }
  const plainly = ({ problem }: Refused) => problem.errors?.[0]?.message ?? problem.detail;
  const explainCode = ({ problem }: Refused) => {
    if (problem.status === 429) return t('Too many wrong codes. Please wait a quarter of an hour.');
    if (problem.code === 'INVALID_CODE' || problem.code === 'INVALID_BACKUP_CODE')
      return t('This code is not right. Look for the newest one; the clock of your phone must be right too.');
    if (problem.status === 0 || problem.status >= 500) return problem.detail;
    step.value = 'password';
    return t('That took too long, or there were too many tries. Please sign in once more.');
  };

  let isAsking = false;
  /** A request that was under way while the password changed is refused, although somebody is still signed in: so we look once more. */
  function forget() {
    if (isAsking) return;
    if (!me.peek()) return void (me.value = null);
    isAsking = true;
    client
      .me()
      .catch((error: unknown) => {
        if (error instanceof Refused && error.problem.status === 401) me.value = null;
      })
      .finally(() => void (isAsking = false));
  }

  return {
    me,
    unreachable,
    refusal,
    busy,
    step,
    linkSentTo,
    taxonomy,
    team,
    door,
    start,
    prefer,
    signIn: (email: string, password: string) =>
      enter(
        () => withPassword(email, password),
        ({ problem }) => {
          if (problem.status === 429) return t('Too many tries. Please wait a minute.');
          if (problem.status === 0 || problem.status >= 500) return problem.detail;
          return t('This e-mail and password do not go together.');
        },
      ),
    giveCode: (code: string, isRecovery: boolean) =>
      enter(async () => {
        await (isRecovery ? door.giveRecoveryCode(code) : door.giveCode(code));
        return 'in';
      }, explainCode),
    askForLink: (email: string) =>
      enter(async () => {
        linkSentTo.value = null;
        await door.askForLink(email);
        linkSentTo.value = email;
        return 'outside';
      }, plainly),
    openLink: (token: string) => enter(async () => ((await door.openLink(token)).secondFactor ? 'code' : 'in'), plainly),
    /** Back to the password. */
    beginAgain: () => batch(() => ((step.value = 'password'), (refusal.value = null))),
    join: (token: string, name: string, password: string) =>
      enter(
        async () => {
          const { email } = await client.join({ token, name, password });
          return withPassword(email, password);
        },
        (refused) =>
          refused.problem.code === 'INVALID_EMAIL_OR_PASSWORD'
            ? t('You have joined. You had a password here before: please sign in with that one.')
            : plainly(refused),
      ),
    async signOut() {
      await client.signOut().catch(() => {});
      batch(() => ((me.value = null), (step.value = 'password'), (refusal.value = null), (linkSentTo.value = null)));
    },
    /** Told by the client when the server no longer knows us; what is typed stays. */
    forget,
    /** After the shop has called its reasons otherwise. */
    nameAnew: () => name(language.peek()),
    reasonLabel: (id: string | null) => (id ? (called(id) ?? calledBefore(id) ?? id) : t('No reason given')),
    /** What somebody who leaves answered when asked more. */
    answerLabel: (reason: string | null, id: string) =>
      answers((one) => one.id === reason).find((answer) => answer.id === id)?.label ??
      answers().find((answer) => answer.id === id)?.label ??
      id,
    remedyLabel: (id: string) => taxonomy.value.remedies.find((remedy) => remedy.id === id)?.label ?? id,
  };
}
