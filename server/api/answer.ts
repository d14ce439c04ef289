import { createRoute, z } from '@hono/zod-openapi';
import { AnswerPreview, PreviewAnswer } from '#shared/contracts/answer.ts';
import type { Money } from '#shared/contracts/basics.ts';
import type { Settings } from '#shared/contracts/settings.ts';
import { dirOf, nearestLocale } from '#shared/words/speak.ts';
import { checkAnswer, checksFor } from '#server/domain/answer-checks.ts';
import {
  type Composed,
  composeAnswer,
  type Draft,
  requireSendable,
  type Said,
  type Signatory,
  type Values,
} from '#server/domain/answer.ts';
import type { Actor, Case } from '#server/domain/case.ts';
import { DomainError } from '#server/domain/errors.ts';
import { calendarOf } from '#server/domain/timekeeper.ts';
import { findMerchant } from '#server/store/merchants.ts';
import type { Worker, WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { writeDay, writeMoney } from './money.ts';
import { statusUrlOf } from './open-case.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';

/** What a body may bring to be said; `amount` and `expiresAt` are those of an offer it goes out with. */
export type Written = Omit<PreviewAnswer, 'text'>;
type Writing = { settings: Settings; merchant: string; customerName: string | null; link: string; by: Actor };

/** What is known around a case for those who write its answers. */
export async function writingOn(deps: Deps, { merchantId, actor }: Worker, current: Case): Promise<Writing> {
  const stores = storesOf(deps, merchantId);
  const [settings, merchant, customer] = await Promise.all([
    stores.settings.readAll(),
    findMerchant(deps.db, merchantId),
    current.customerId ? stores.customers.findById(current.customerId) : null,
  ]);
  return {
    settings,
    merchant: merchant?.name ?? '',
    customerName: current.contact?.name ?? customer?.name ?? null,
    link: statusUrlOf(deps, current.id),
    by: actor,
  };
}

const isInParts = ({ parts, template }: Written): boolean => parts !== undefined || template !== undefined;

/** Plain text stays as it was typed; parts and templates are filled in and signed. @throws template.*, signatory.not_found */
export function saidBy(current: Case, written: Written, text: string | undefined, writing: Writing): Said | undefined {
  return isInParts(written) ? requireSendable(compose(current, written, text, writing).composed) : text;
}

function compose(current: Case, written: Written, text: string | undefined, writing: Writing): { composed: Composed; language: string } {
  const draft = draftOf(written, text, writing);
  const language = draft.template?.language ?? current.locale;
  return { composed: composeAnswer(draft, valuesOf(current, written, writing, language), language), language };
}

/** A template is signed by whom it or the writer names; what somebody writes without one, by themselves. */
function draftOf({ parts, template: id, signatory }: Written, text: string | undefined, { settings, by }: Writing): Draft {
  const template = id === undefined ? undefined : settings.templates.templates.find((one) => one.id === id);
  if (id !== undefined && !template)
    throw new DomainError('template.not_found', 'There is no such template.', [{ path: 'template', message: 'Choose a template.' }]);
  const chosen = signatory ?? template?.signatory;
  const signs = chosen === undefined ? (template ? undefined : writerOf(by)) : signatoryNamed(settings, chosen);
  return {
    ...(text !== undefined && { text }),
    ...(parts && { parts }),
    ...(template && { template }),
    ...(signs && { signatory: signs }),
  };
}

const writerOf = ({ id, name }: Actor): Signatory | undefined => (id && name ? { id, name, role: '' } : undefined);

function signatoryNamed({ signatories }: Settings, wanted: string): Signatory {
  const found = signatories.signatories.find(({ id }) => id === wanted);
  if (!found)
    throw new DomainError('signatory.not_found', 'Nobody of that name signs here.', [
      { path: 'signatory', message: 'Choose a signatory.' },
    ]);
  return { id: found.id, name: found.name, role: found.role };
}

function valuesOf(current: Case, written: Written, writing: Writing, language: string): Values {
  const { settings, merchant, customerName, link } = writing;
  const money = (amount: Money | undefined) => (amount ? writeMoney(amount, language) : null);
  const { timeZone } = calendarOf(settings.calendars, settings.clocks.calendar);
  const promised = current.promises
    .filter(({ state }) => state === 'pending')
    .map(({ dueAt }) => dueAt)
    .toSorted()[0];
  const date = written.values?.date ?? promised ?? written.expiresAt;
  const openOffer = current.offers.findLast(({ step }) => step === 'offered');
  return {
    customer_name: customerName,
    case_number: current.number,
    order: current.area?.order ?? null,
    amount: money(written.values?.amount ?? written.amount ?? current.agreed?.amount ?? openOffer?.amount),
    date: date ? writeDay(date, language, timeZone) : null,
    signatory_name: null,
    signatory_role: null,
    merchant: merchant || null,
    link,
  };
}

const preview = createRoute({
  method: 'post',
  path: '/{id}/answer-preview',
  summary: 'The answer as the customer would read it, and what to look at before it is sent; sends nothing',
  request: { params: z.object({ id: z.string() }), body: jsonBody(PreviewAnswer) },
  responses: { 200: answers(AnswerPreview, 'Text, parts, what is missing, checks'), ...problems(400, 401, 403, 404, 422) },
});

export const answerRoutes = (deps: Deps) =>
  createRouter<WorkerEnv>().openapi(preview, async (c) => {
    const { worker } = c.var;
    const { text, ...written } = c.req.valid('json');
    const current = await storesOf(deps, worker.merchantId).cases.find(c.req.valid('param').id);
    const writing = await writingOn(deps, worker, current);
    const { settings } = writing;
    const inParts = isInParts(written);
    const { composed, language } = compose(current, written, text, writing);
    const picture = settings.signatories.signatories.find(({ id }) => id === composed.signatory?.id)?.picture;
    const around = { current, at: deps.now().toISOString(), calendar: calendarOf(settings.calendars, settings.clocks.calendar) };
    return c.json(
      {
        text: inParts ? composed.text : (text ?? ''),
        parts: composed.parts,
        signatory: inParts && composed.signatory ? { ...composed.signatory, ...(picture && { picture }) } : null,
        missing: inParts ? composed.missing : [],
        refusedBecause: inParts
          ? [
              ...(composed.missing.length > 0 ? (['template.variable_missing'] as const) : []),
              ...(composed.unsigned ? (['template.signatory_missing'] as const) : []),
            ]
          : [],
        checks: checkAnswer({ ...composed.parts, ...(text !== undefined && { text }) }, language, around),
        checkedFor: [...checksFor(language)],
        language: nearestLocale(language),
        dir: dirOf(language),
      },
      200,
    );
  });
