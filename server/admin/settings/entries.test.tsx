import '../fixtures/window.ts';
import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { Spot } from './document.ts';
import { AddEntry, AddItem, RemoveEntry } from './entries.tsx';

afterEach(cleanup);

function spotOf<Value>(begun: Value) {
  const kept = signal(begun);
  const spot = (): Spot<Value> => ({ id: 'x', path: [], value: kept.value, problems: [], set: (now) => void (kept.value = now!) });
  return { kept, spot };
}

test('a new entry is added once, under a name that can be one, and begins as the page says', () => {
  const { kept, spot } = spotOf<Record<string, number>>({ DE: 1 });
  const keyOf = (typed: string) => (/^[A-Z]{2}$/.test(typed.toUpperCase()) ? typed.toUpperCase() : null);
  const Page = () => <AddEntry id="code" spot={spot()} label="Region" hint={(key) => key ?? 'Its code'} keyOf={keyOf} begin={() => 7} />;
  render(<Page />);
  const field = screen.getByLabelText<HTMLInputElement>('Region');
  const add = screen.getByRole<HTMLButtonElement>('button', { name: 'Add' });
  for (const typed of ['', 'Greece', 'de']) {
    fireEvent.input(field, { target: { value: typed } });
    expect(add.disabled).toBe(true);
    fireEvent.keyDown(field, { key: 'Enter' });
  }
  expect(kept.value).toEqual({ DE: 1 });
  fireEvent.input(field, { target: { value: ' gr ' } });
  expect(document.getElementById('code-hint')?.textContent).toBe('GR');
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(kept.value).toEqual({ DE: 1, GR: 7 });
  expect(field.value).toBe('');
});

test('hours may be called by a word that every program knows', () => {
  const { kept, spot } = spotOf<Record<string, number>>({});
  const Page = () => <AddEntry id="name" spot={spot()} label="Name" begin={() => 1} />;
  render(<Page />);
  fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'constructor' } });
  fireEvent.click(screen.getByRole('button', { name: 'Add' }));
  expect(kept.value).toEqual({ constructor: 1 });
});

test('an entry is taken away, and the keyboard goes on at the field for the next', () => {
  const { kept, spot } = spotOf<Record<string, number>>({ Night: 1, Day: 2 });
  const Page = () => (
    <>
      <RemoveEntry spot={spot()} entry="Night" name="Night" next="name" />
      <AddEntry id="name" spot={spot()} label="Name" begin={() => 1} />
    </>
  );
  render(<Page />);
  fireEvent.click(screen.getByRole('button', { name: 'Remove Night' }));
  expect(kept.value).toEqual({ Day: 2 });
  expect(document.activeElement).toBe(screen.getByLabelText('Name'));
});

test('a list grows at its end', () => {
  const { kept, spot } = spotOf<string[]>(['Ann']);
  const Page = () => <AddItem spot={spot()} label="Add somebody" begin={() => 'Ben'} />;
  render(<Page />);
  fireEvent.click(screen.getByRole('button', { name: 'Add somebody' }));
  expect(kept.value).toEqual(['Ann', 'Ben']);
});
