import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ZodError } from 'zod';
import type { Problem } from '#shared/contracts/basics.ts';
import { DomainError, type ErrorCode } from '#server/domain/errors.ts';
import type { Deps, Env } from './context.ts';

/** Every code has a status or this does not compile. */
const STATUS: Record<ErrorCode, ContentfulStatusCode> = {
  'request.malformed': 400,
  'request.too_large': 413,
  'request.wrong_type': 415,
  'request.too_many': 429,
  'idempotency.reused': 409,
  'key.missing': 401,
  'key.unknown': 401,
  'key.not_allowed': 403,
  'key.not_found': 404,
  'origin.not_allowed': 403,
  'site.not_found': 404,
  'site.changed_meanwhile': 409,
  'staff.not_signed_in': 401,
  'staff.not_allowed': 403,
  'staff.not_found': 404,
  'staff.known': 409,
  'staff.last_owner': 409,
  'password.wrong': 422,
  'code.wrong': 422,
  'second_factor.already_on': 409,
  'second_factor.off': 409,
  'session.not_found': 404,
  'link.not_found': 404,
  'setup.not_found': 404,
  'mail.no_server': 422,
  'invitation.not_found': 404,
  'case.not_found': 404,
  'case.wrong_state': 409,
  'case.changed_meanwhile': 409,
  'case.reason_missing': 422,
  'case.reason_unknown': 422,
  'case.lead_needed': 403,
  'case.answer_owed': 422,
  'case.route_missing': 422,
  'case.already_appealed': 409,
  'case.same_handler': 403,
  'case.reopen_too_late': 409,
  'case.merge_impossible': 422,
  'case.too_early': 409,
  'offer.not_found': 404,
  'offer.not_open': 409,
  'offer.too_many_counters': 422,
  'offer.expires_in_the_past': 422,
  'remedy.unknown': 422,
  'remedy.over_authority': 403,
  'remedy.amount_missing': 422,
  'remedy.not_a_choice': 422,
  'approval.not_found': 404,
  'approval.not_pending': 409,
  'approval.already_pending': 409,
  'approval.own': 403,
  'promise.not_found': 404,
  'promise.already_settled': 409,
  'promise.undated': 422,
  'cancellation.not_found': 404,
  'cancellation.already_over': 409,
  'upload.not_found': 422,
  'upload.too_large': 413,
  'upload.wrong_type': 415,
  'challenge.failed': 422,
  'customer.not_found': 404,
  'customer.legal_hold': 409,
  'customer.known': 409,
  'departure.not_found': 404,
  'departure.already_left': 409,
  'order.unknown_customer': 422,
  'import.not_found': 404,
  'import.missing_column': 422,
  'import.map_invalid': 400,
  'import.unreadable': 422,
  'import.broken_off': 422,
  'outbox.not_found': 404,
  'outbox.already_sent': 409,
  'webhook.not_found': 404,
  'webhook.url_not_allowed': 422,
  'mail.unreadable': 422,
  'template.not_found': 422,
  'template.variable_missing': 422,
  'template.signatory_missing': 422,
  'signatory.not_found': 422,
  'article.not_found': 404,
  'article.changed_meanwhile': 409,
  'settings.not_found': 404,
  'settings.changed_meanwhile': 409,
  'settings.invalid': 422,
  'contact.not_allowed': 422,
  'rescue_cycle.not_found': 404,
  'rescue_cycle.period_wrong': 422,
  'call.not_found': 404,
  'call.claimed': 409,
  'call.already_settled': 409,
  'call.undo_too_late': 409,
  'call.changed_meanwhile': 409,
  'care.not_found': 404,
  'care.over': 409,
  'care.changed_meanwhile': 409,
  'check_in.not_found': 404,
  'watch_item.not_found': 404,
  'watch_item.changed_meanwhile': 409,
  'problem_area.not_found': 404,
  'problem_area.not_fixed': 409,
  'problem_area.changed_meanwhile': 409,
  'fix_letter.not_found': 404,
  'fix_letter.already_sent': 409,
  'coaching_note.not_found': 404,
  'testimonial.not_allowed': 422,
  'view.not_found': 404,
  'view.too_many': 409,
  'cursor.invalid': 400,
  'command.unknown': 404,
  'server.failed': 500,
  'server.not_ready': 503,
};

const TITLES: Partial<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'Who is asking?',
  403: 'Not allowed',
  404: 'Not found',
  409: 'It is different now',
  413: 'Too large',
  415: 'Wrong type',
  422: 'A rule says no',
  429: 'Too often',
  500: 'Something broke on our side',
  503: 'Not ready',
};

/** Answers with what went wrong (RFC 9457). `more` are fields beside the usual ones, such as the newer case. */
export function answerWith(c: Context<Env>, code: ErrorCode, detail: string, errors?: Problem['errors'], more: object = {}): Response {
  const status = STATUS[code];
  const requestId = c.get('requestId') ?? '';
  const problem = {
    type: `urn:amends:${code}`,
    title: TITLES[status] ?? 'Problem',
    status,
    code,
    detail,
    ...(errors && { errors }),
    requestId,
    ...more,
  };
  if (status === 429 || status === 503) c.header('Retry-After', '5');
  return c.body(JSON.stringify(problem), status, { 'Content-Type': 'application/problem+json' });
}

export const answerProblem =
  ({ log }: Pick<Deps, 'log'>, moreOf: (error: DomainError, c: Context<Env>) => Promise<object> = async () => ({})): ErrorHandler<Env> =>
  async (error, c) => {
    if (error instanceof DomainError) return answerWith(c, error.code, error.message, error.errors, await moreOf(error, c));
    if (error instanceof HTTPException && error.status < 500) {
      if (error.status === 413) return answerWith(c, 'request.too_large', 'That is too large.');
      if (error.status === 415) return answerWith(c, 'request.wrong_type', 'Send JSON, with Content-Type: application/json.');
      return answerWith(c, 'request.malformed', 'The body is not the JSON this call expects.');
    }
    log.error({ err: error, requestId: c.get('requestId'), path: c.req.path }, 'request failed');
    return answerWith(c, 'server.failed', 'Something broke on our side. What you sent before is safe; please try again.');
  };

/** Where a request does not fit its contract, field by field. */
export function malformed(error: ZodError): DomainError {
  const errors = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return new DomainError(
    'request.malformed',
    errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(' '),
    errors,
  );
}
