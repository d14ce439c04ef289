import { batch, signal } from '@preact/signals';
import type { InvitationView, Invited, TeamPerson } from '#shared/contracts/access.ts';
import type { Problem, Role } from '#shared/contracts/basics.ts';
import { Refused, type StaffClient } from '../client.ts';
import { teamOf } from './access-client.ts';

export type TeamModel = ReturnType<typeof createTeam>;

/** Who works here and who was asked to. `mayInvite`: invitations are shown to those who look after them. */
export function createTeam(client: StaffClient, mayInvite: boolean) {
  const calls = teamOf(client);
  const people = signal<TeamPerson[] | null>(null);
  const invitations = signal<InvitationView[]>([]);
  const problem = signal<Problem | null>(null);
  /** The newest invitation, with its link where nobody else carries it. */
  const invited = signal<Invited | null>(null);

  async function load(): Promise<void> {
    problem.value = null;
    try {
      const [team, open] = await Promise.all([calls.list(), mayInvite ? calls.listInvitations() : { items: [] }]);
      batch(() => ((people.value = team.items), (invitations.value = open.items)));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem.value = error.problem;
    }
  }

  return {
    people,
    invitations,
    problem,
    invited,
    load,
    async invite(email: string, role: Role) {
      invited.value = null;
      invited.value = await calls.invite(email, role);
      await load();
    },
    async withdraw(id: string) {
      await calls.withdraw(id);
      if (invited.peek()?.id === id) invited.value = null;
      await load();
    },
    async changeRole(id: string, role: Role) {
      await calls.changeRole(id, role);
      await load();
    },
    /** @returns how many open cases changed hands */
    async remove(id: string, casesTo: string | null): Promise<number> {
      const { moved } = await calls.remove(id, casesTo);
      await load();
      return moved;
    },
  };
}
