import type { Migration } from '../migrate.ts';

/** Notes for coaching, problem areas, testimonials. */
export const coaching: Migration = {
  id: '0016-notes',
  up: [
    `create table problem_areas (
      id text primary key, merchant_id text not null, title text not null, reasons text not null, owner text, root_cause text, fix text,
      status text not null, fix_number integer not null, fixed_at text, version integer not null, created_at text not null, updated_at text not null) strict`,
    `create index problem_areas_by_time on problem_areas (merchant_id, created_at, id)`,
    `create table fix_letters (
      id text primary key, merchant_id text not null, area_id text not null references problem_areas (id), fix text not null, customer_id text not null,
      departure_id text, arm text not null, state text not null, because text, subject text, body text, letter_id text, sent_at text, sent_by text,
      created_at text not null) strict`,
    `create unique index fix_letters_once on fix_letters (merchant_id, fix, customer_id)`,
    `create index fix_letters_by_area on fix_letters (merchant_id, area_id, state, id)`,
    `create index fix_letters_by_customer on fix_letters (merchant_id, customer_id)`,

    `create table coaching_notes (
      seq integer primary key autoincrement, id text not null unique, merchant_id text not null, case_id text not null, for_staff text not null,
      author text, author_name text, body text not null, created_at text not null, read_at text) strict`,
    `create index coaching_notes_by_reader on coaching_notes (merchant_id, for_staff, seq)`,
    `create index coaching_notes_by_case on coaching_notes (merchant_id, case_id, seq)`,

    `create table testimonials (
      case_id text primary key, merchant_id text not null, state text not null, quote text not null, reasons text not null, decided_by text,
      decided_at text not null) strict`,
    `create index testimonials_by_state on testimonials (merchant_id, state, decided_at)`,
  ],
};
