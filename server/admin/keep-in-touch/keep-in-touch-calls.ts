import type { AllDueSent, KeepInTouchLetter, KeepInTouchList, KeepInTouchPerson, LetterWords } from '#shared/contracts/keep-in-touch.ts';
import type { StaffClient } from '../client.ts';

const at = '/staff/keep-in-touch';
const letterOf = (customer: string) => `${at}/${encodeURIComponent(customer)}/letter`;

/** Letters to those who left and allowed them. @throws Refused */
export const keepInTouchOf = (client: StaffClient) => ({
  list: ({ due, cursor }: { due: string; cursor: string | null }) =>
    client.get<KeepInTouchList>(`${at}?${new URLSearchParams({ ...(due && { due }), ...(cursor && { cursor }) })}`),
  letter: (customer: string) => client.get<KeepInTouchLetter>(letterOf(customer)),
  keep: (customer: string, words: LetterWords) => client.send<KeepInTouchLetter>('PUT', letterOf(customer), words),
  startOver: (customer: string) => client.send<KeepInTouchLetter>('DELETE', letterOf(customer)),
  send: (customer: string, words: LetterWords) => client.send<KeepInTouchPerson>('POST', letterOf(customer), words),
  sendAll: (dryRun: boolean) => client.send<AllDueSent>('POST', `${at}/letters`, { dryRun }),
});
