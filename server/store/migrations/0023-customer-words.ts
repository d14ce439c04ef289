import type { Migration } from '../migrate.ts';

/** Letters whose accents the index does not know of, and the same without; as `withoutAccents` writes what is asked for. */
const ACCENTED = 'άα έε ήη ίι όο ύυ ώω ϊι ϋυ ΐι ΰυ Άα Έε Ήη Ίι Όο Ύυ Ώω Ϊι Ϋυ йи Йи ёе Ёе їі Їі'.split(' ').map((pair) => [...pair]);
/** Accents that stand apart from their letters. */
const APART = [0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x30a, 0x30b, 0x30c, 0x327, 0x328];
const REPLACED = [...ACCENTED.map(([one, other]) => [`'${one}'`, `'${other}'`]), ...APART.map((code) => [`char(${code})`, "''"])];
/** SQLite reads no expression that is nested a hundred deep. */
const AT_ONCE = 12;
const parts = Array.from({ length: Math.ceil(REPLACED.length / AT_ONCE) }, (_, i) => REPLACED.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
const plain = (text: string): string =>
  parts.reduce(
    (from, part) => `(select ${part.reduce((sql, [one, other]) => `replace(${sql}, ${one}, ${other})`, 'said')} as said from ${from})`,
    `(select ${text} as said)`,
  );

const body = (row: string): string =>
  plain(`coalesce(${row}.name, '') || ' . ' || coalesce(${row}.email, '') || ' . ' || coalesce(${row}.external_id, '')`);
const merchant = (row: string): string => `replace(replace(${row}.merchant_id, '_', ''), '-', '')`;
const SEARCHED = ['name', 'email', 'external_id', 'erased_at'];

const forget = (row: string): string =>
  `delete from customer_words where rowid = (select seq from customer_numbers where customer_id = ${row}.id);`;
const learn = `insert into customer_words (rowid, merchant, body)
    select seq, ${merchant('new')}, ${body('new')} from customer_numbers where customer_id = new.id and new.erased_at is null;`;

/**
 * Customers by the words of their names, addresses and numbers. Triggers keep it, so that nobody who writes a customer can
 * forget it. An erased person has no words. A number of our own: rows without one are numbered anew when a file is copied.
 */
export const customerWords: Migration = {
  id: '0023-customer-words',
  up: [
    `create table customer_numbers (seq integer primary key autoincrement, customer_id text not null unique references customers (id)) strict`,
    `create virtual table customer_words using fts5 (
      merchant, body, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'")`,
    `insert into customer_numbers (customer_id) select id from customers order by created_at, id`,
    `insert into customer_words (rowid, merchant, body)
      select seq, ${merchant('customers')}, ${body('customers')} from customer_numbers cross join customers on customers.id = customer_id
      where erased_at is null order by seq`,
    `create trigger customer_words_new after insert on customers begin
      insert into customer_numbers (customer_id) values (new.id);
      ${learn}
    end`,
    `create trigger customer_words_changed after update of ${SEARCHED.join(', ')} on customers
      when ${SEARCHED.map((column) => `new.${column} is not old.${column}`).join(' or ')} begin
      ${forget('old')}
      ${learn}
    end`,
  ],
};
