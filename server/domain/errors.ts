/** Every code a rule can say no with. `noun.what_is_wrong`; a code never changes its meaning. */
export type ErrorCode =
  | 'request.malformed'
  | 'request.too_large'
  | 'request.wrong_type'
  | 'request.too_many'
  | 'idempotency.reused'
  | 'key.missing'
  | 'key.unknown'
  | 'key.not_allowed'
  | 'origin.not_allowed'
  | 'site.not_found'
  | 'staff.not_signed_in'
  | 'staff.not_allowed'
  | 'staff.not_found'
  | 'invitation.not_found'
  | 'case.not_found'
  | 'case.wrong_state'
  | 'case.changed_meanwhile'
  | 'case.reason_missing'
  | 'case.reason_unknown'
  | 'case.lead_needed'
  | 'case.answer_owed'
  | 'case.already_appealed'
  | 'case.same_handler'
  | 'case.reopen_too_late'
  | 'case.merge_impossible'
  | 'case.too_early'
  | 'offer.not_found'
  | 'offer.not_open'
  | 'offer.too_many_counters'
  | 'offer.expires_in_the_past'
  | 'remedy.unknown'
  | 'remedy.over_authority'
  | 'remedy.amount_missing'
  | 'remedy.not_a_choice'
  | 'approval.not_found'
  | 'approval.not_pending'
  | 'approval.already_pending'
  | 'approval.own'
  | 'promise.not_found'
  | 'promise.already_settled'
  | 'promise.undated'
  | 'cancellation.not_found'
  | 'cancellation.already_over'
  | 'upload.not_found'
  | 'upload.too_large'
  | 'upload.wrong_type'
  | 'challenge.failed'
  | 'customer.not_found'
  | 'outbox.not_found'
  | 'outbox.already_sent'
  | 'webhook.not_found'
  | 'webhook.url_not_allowed'
  | 'mail.unreadable'
  | 'settings.not_found'
  | 'settings.changed_meanwhile'
  | 'settings.invalid'
  | 'cursor.invalid'
  | 'command.unknown'
  | 'server.failed'
  | 'server.not_ready';

/** A rule said no. Anything else thrown is a bug. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly errors: { path: string; message: string }[] | undefined;
  constructor(code: ErrorCode, message: string, errors?: { path: string; message: string }[]) {
    super(message);
    this.code = code;
    this.errors = errors;
  }
}
