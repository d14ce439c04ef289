import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Settings, SettingsName } from '#shared/contracts/settings.ts';
import { Refused } from '../client.ts';
import { useDesk } from '../desk.ts';
import { settingsCalls } from './settings-client.ts';

/** Another document as it is in force, for lists to choose from; null until it is there. */
export function useOther<Name extends SettingsName>(name: Name): Signal<Settings[Name] | null> {
  const { client } = useDesk();
  const document = useSignal<Settings[Name] | null>(null);
  useEffect(() => {
    settingsCalls(client, name)
      .read()
      .then((read) => (document.value = read.document as Settings[Name]))
      .catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error; // the page's own document says that the server does not answer
      });
  }, [client, name]);
  return document;
}
