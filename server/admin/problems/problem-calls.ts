import type { z } from 'zod';
import type { Page } from '#shared/contracts/basics.ts';
import type {
  FixLettersDrafted as DraftedSchema,
  FixLettersSent as SentSchema,
  FixLetterView,
  ProblemAreaBody,
  ProblemAreaView,
} from '#shared/contracts/problem-areas.ts';
import type { RecoveryRow } from '#shared/contracts/rescue.ts';
import type { StaffClient } from '../client.ts';

export type LettersDrafted = z.infer<typeof DraftedSchema>;
export type LettersSent = z.infer<typeof SentSchema>;
const all = '/staff/problem-areas';
const one = (id: string) => `${all}/${encodeURIComponent(id)}`;

/** What goes wrong with one cause, and the letters to those it went wrong for. @throws Refused */
export const problemsOf = (client: StaffClient) => ({
  list: (cursor: string | null) => client.get<Page<ProblemAreaView>>(cursor ? `${all}?cursor=${encodeURIComponent(cursor)}` : all),
  find: (id: string) => client.get<ProblemAreaView>(one(id)),
  create: (body: ProblemAreaBody, key: string) => client.send<ProblemAreaView>('POST', all, body, { 'Idempotency-Key': key }),
  change: (id: string, body: ProblemAreaBody) => client.send<ProblemAreaView>('PUT', one(id), body),
  draft: (id: string) => client.send<LettersDrafted>('POST', `${one(id)}/letters`),
  letters: (id: string, state: FixLetterView['state'], cursor?: string) =>
    client.get<Page<FixLetterView>>(`${one(id)}/letters?state=${state}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`),
  edit: (id: string, letter: string, words: { subject: string; body: string }) =>
    client.send<FixLetterView>('PUT', `${one(id)}/letters/${encodeURIComponent(letter)}`, words),
  send: (id: string, letter: string) => client.send<FixLetterView>('POST', `${one(id)}/letters/${encodeURIComponent(letter)}/sending`),
  sendAll: (id: string) => client.send<LettersSent>('POST', `${one(id)}/letters/sending`),
  effect: (id: string) => client.get<RecoveryRow>(`${one(id)}/effect`),
});
