import { list } from '../words/dates.ts';
import { t } from '../words/language.ts';
import type { Preview } from './import-calls.ts';
import { type ImportDraft, isConstant } from './import-draft.ts';
import { FIELDS } from './import-words.ts';

/** The first rows, and which column is meant by which of our fields. */
export function ColumnsStep({ draft, preview }: { draft: ImportDraft; preview: Preview }) {
  const { kind, missing, createCustomers } = draft;
  return (
    <>
      <section class="card" aria-labelledby="imp-rows">
        <h2 id="imp-rows">{t('The first lines')}</h2>
        <div class="imp-rows" tabIndex={0} role="region" aria-label={t('Table of the first lines')}>
          <table>
            <thead>
              <tr>
                {preview.columns.map((column) => (
                  <th key={column} scope="col" dir="auto">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.rows.map((row, i) => (
                <tr key={i}>
                  {row.map((cell, j) => (
                    <td key={j} dir="auto">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section class="card" aria-labelledby="imp-columns">
        <h2 id="imp-columns">{t('What the columns mean')}</h2>
        {preview.remembered && <p class="hint">{t('As you read a file with these columns the last time.')}</p>}
        {missing.value.length > 0 && (
          <p class="notice" role="status">
            {t('Still needed: {fields}.', { fields: list(missing.value.map((field) => t(FIELDS[field] ?? field))) })}
          </p>
        )}
        <div class="imp-fields">
          {preview.fields.map(({ field, required }) => (
            <FieldSource key={field} draft={draft} columns={preview.columns} field={field} required={required} />
          ))}
        </div>
      </section>
      <ConditionStep draft={draft} columns={preview.columns} />
      {kind.value === 'orders' && (
        <label class="card imp-check">
          <input
            type="checkbox"
            checked={createCustomers.value}
            onChange={(event) => (createCustomers.value = event.currentTarget.checked)}
          />
          {t('Make customers of those nobody knows yet')}
        </label>
      )}
    </>
  );
}

const DAYS = new Set(['at', 'since', 'returnedAt']);
type SourceProps = { draft: ImportDraft; columns: string[]; field: string; required: boolean };

function FieldSource({ draft, columns, field, required }: SourceProps) {
  const from = draft.map.value[field] ?? '';
  const fixed = isConstant(from);
  const label = t(FIELDS[field] ?? field);
  const id = `imp-field-${field}`;
  const constant = {
    'aria-label': t('{field}, the same for every line', { field: label }),
    autocomplete: 'off',
    value: from.slice(1),
    onInput: (event: { currentTarget: { value: string } }) => draft.setField(field, `=${event.currentTarget.value}`),
  };
  return (
    <div class="field">
      <label for={id}>
        {label} {required && <span class="optional">{t('(needed)')}</span>}
      </label>
      <select id={id} value={fixed ? '=' : from} onChange={(event) => draft.setField(field, event.currentTarget.value)}>
        <option value="">{t('Not in this file')}</option>
        {columns.map((column) => (
          <option key={column} value={column} selected={column === from}>
            {column}
          </option>
        ))}
        <option value="=" selected={fixed}>
          {t('The same for every line…')}
        </option>
      </select>
      {fixed && (DAYS.has(field) ? <input type="date" {...constant} /> : <input type="text" dir="auto" {...constant} />)}
    </div>
  );
}

function ConditionStep({ draft, columns }: { draft: ImportDraft; columns: string[] }) {
  const { condition } = draft;
  const { column, not, value } = condition.value;
  const set = (part: Partial<typeof condition.value>) => (condition.value = { ...condition.value, ...part });
  return (
    <section class="card" aria-labelledby="imp-where">
      <h2 id="imp-where">{t('Which lines count')}</h2>
      <p class="hint">{t('When the file holds more than you want, such as everybody with a mark at those who left.')}</p>
      <div class="imp-where">
        <div class="field">
          <label for="imp-where-column">{t('Column')}</label>
          <select id="imp-where-column" value={column} onChange={(event) => set({ column: event.currentTarget.value })}>
            <option value="">{t('Every line')}</option>
            {columns.map((one) => (
              <option key={one} value={one} selected={one === column}>
                {one}
              </option>
            ))}
          </select>
        </div>
        {column && (
          <>
            <div class="field">
              <label for="imp-where-how">{t('Only lines where it')}</label>
              <select id="imp-where-how" value={String(not)} onChange={(event) => set({ not: event.currentTarget.value === 'true' })}>
                <option value="false">{t('is')}</option>
                <option value="true">{t('is not')}</option>
              </select>
            </div>
            <div class="field">
              <label for="imp-where-value">{t('Value')}</label>
              <input
                id="imp-where-value"
                dir="auto"
                autocomplete="off"
                maxLength={200}
                value={value}
                onInput={(event) => set({ value: event.currentTarget.value })}
              />
            </div>
          </>
        )}
      </div>
    </section>
  );
}
