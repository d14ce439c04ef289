import { signal } from '@preact/signals';
import type { SettingsBasis } from '#server/api/staff/settings-basis.ts';
import { Refused, type StaffClient } from '../client.ts';

const known = new WeakMap<StaffClient, ReturnType<typeof createBasis>>();

/** What the settings build on: reasons with their labels, remedies, built-in offers. Read once, when the first page asks. */
export function basisAt(client: StaffClient) {
  const basis = known.get(client) ?? createBasis(client);
  known.set(client, basis);
  return basis;
}

function createBasis(client: StaffClient) {
  const value = signal<SettingsBasis | null>(null);
  /** Whether the server has answered, well or not: a page draws its form and what is below it at once. */
  const settled = signal(false);
  async function load() {
    try {
      value.value ??= await client.get<SettingsBasis>('/staff/settings/basis');
    } catch (error) {
      if (!(error instanceof Refused)) throw error; // the document above says that the server does not answer
    } finally {
      settled.value = true;
    }
  }
  return { value, settled, load };
}
