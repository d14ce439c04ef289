import { batch, signal } from '@preact/signals';
import type { Me } from '#shared/contracts/case.ts';
import type { StaffTaxonomy, TeamMember } from '#shared/contracts/staff.ts';
import { Refused, type StaffClient } from '../client.ts';

/** Who is working here, and the words and people of their merchant. */
export function createSession(client: StaffClient) {
  /** undefined: not known yet; null: nobody is signed in. */
  const me = signal<Me | null | undefined>(undefined);
  const unreachable = signal(false);
  const refusal = signal<string | null>(null);
  const busy = signal(false);
  const taxonomy = signal<StaffTaxonomy>({ reasons: [], remedies: [] });
  const team = signal<TeamMember[]>([]);

  async function start() {
    unreachable.value = false;
    try {
      const [who, words, people] = await Promise.all([client.me(), client.taxonomy(), client.listTeam()]);
      batch(() => ((me.value = who), (taxonomy.value = words), (team.value = people.items)));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.problem.status === 401) me.value = null;
      else unreachable.value = true;
    }
  }

  async function enter(request: () => Promise<unknown>, explain: (refused: Refused) => string) {
    batch(() => ((busy.value = true), (refusal.value = null)));
    try {
      await request();
      await start();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refusal.value = explain(error);
    } finally {
      busy.value = false;
    }
  }

  return {
    me,
    unreachable,
    refusal,
    busy,
    taxonomy,
    team,
    start,
    signIn: (email: string, password: string) =>
      enter(
        () => client.signIn({ email, password }),
        ({ problem }) => {
          if (problem.status === 429) return 'Too many tries. Please wait a minute.';
          if (problem.status === 0 || problem.status >= 500) return problem.detail;
          return 'This e-mail and password do not go together.';
        },
      ),
    join: (token: string, name: string, password: string) =>
      enter(
        async () => {
          const { email } = await client.join({ token, name, password });
          await client.signIn({ email, password });
        },
        ({ problem }) => {
          if (problem.code === 'INVALID_EMAIL_OR_PASSWORD')
            return 'You have joined. You had a password here before: please sign in with that one.';
          return problem.errors?.[0]?.message ?? problem.detail;
        },
      ),
    async signOut() {
      await client.signOut().catch(() => {});
      me.value = null;
    },
    /** Told by the client when the server no longer knows us; what is typed stays. */
    forget: () => void (me.value = null),
    reasonLabel: (id: string | null) => (id ? (taxonomy.value.reasons.find((reason) => reason.id === id)?.label ?? id) : 'No reason given'),
    remedyLabel: (id: string) => taxonomy.value.remedies.find((remedy) => remedy.id === id)?.label ?? id,
  };
}
