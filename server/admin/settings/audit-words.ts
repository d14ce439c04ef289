import type { Audited, AuditEntry } from '#shared/contracts/audit.ts';
import { msg, t } from '../words/language.ts';

/** What was done, as people say it. */
export const DEEDS: Record<Audited, string> = {
  staff_signed_in: msg('Signed in'),
  staff_signed_out: msg('Signed out'),
  sign_in_failed: msg('Sign-in failed'),
  second_factor_failed: msg('Wrong code of the second factor'),
  second_factor_set: msg('Turned the second factor on'),
  second_factor_removed: msg('Turned the second factor off'),
  recovery_codes_made: msg('Made new recovery codes'),
  password_changed: msg('Changed the password'),
  session_ended: msg('Ended a session'),
  staff_invited: msg('Invited a colleague'),
  invitation_withdrawn: msg('Withdrew an invitation'),
  staff_joined: msg('Joined'),
  role_changed: msg('Changed a role'),
  staff_removed: msg('Removed a colleague'),
  settings_published: msg('Published settings'),
  site_made: msg('Made a site'),
  site_changed: msg('Changed a site'),
  identity_secret_changed: msg('Made a new identity secret'),
  key_made: msg('Made a key'),
  key_revoked: msg('Revoked a key'),
  webhook_made: msg('Made a webhook endpoint'),
  webhook_changed: msg('Changed a webhook endpoint'),
  webhook_removed: msg('Removed a webhook endpoint'),
  webhook_replayed: msg('Had events sent once more'),
  article_written: msg('Wrote an article'),
  customer_exported: msg('Exported a customer'),
  customer_erased: msg('Erased a customer'),
  legal_hold_set: msg('Set a legal hold'),
  legal_hold_lifted: msg('Lifted a legal hold'),
  retention_carried_out: msg('Removed words that were kept long enough'),
  approval_given: msg('Approved an offer'),
  approval_refused: msg('Refused an offer'),
  file_downloaded: msg('Opened a customer’s file'),
  table_downloaded: msg('Downloaded a table'),
  import_carried_out: msg('Imported a file'),
  letter_sent_again: msg('Had a letter sent again'),
};

const UNNAMED: Record<string, string> = { system: msg('Amends itself'), stranger: msg('Somebody not signed in') };

export const whoDid = ({ by }: AuditEntry): string => by.name ?? t(UNNAMED[by.role] ?? 'A program with a secret key');
/** For those without a name, as the server knows them. */
export const OTHERS: { value: string; label: string }[] = [
  { value: 'programs', label: msg('A program with a secret key') },
  { value: 'strangers', label: msg('Somebody not signed in') },
  { value: 'system', label: msg('Amends itself') },
];
