import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Argument, type Node, parseSync, Visitor } from 'oxc-parser';
import { afterAll, expect, test } from 'vitest';
import { type Catalog, everyWord, LANGUAGES, speak, tServer } from './language.ts';

const ADMIN = join(import.meta.dirname, '..');
const DOMAIN = join(ADMIN, '../domain');
const sources = (folder: string, kind: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => kind.test(name) && !/\.test\.tsx?$|fixtures/.test(name));
const files = sources(ADMIN, /\.tsx?$/);

/** Attributes a person reads or hears. */
const READ_ALOUD = new Set(['title', 'placeholder', 'aria-label', 'aria-description', 'alt', 'label', 'hint', 'lead']);
const HAS_WORDS = /\p{L}{2,}/u;
/** Not for translating: keys of the keyboard, names of products and formats, examples of what to type. */
const AS_IT_IS = /^(?:Amends|Ctrl|Enter|Esc|Shift|Alt|Tab|Cmd|JSON|CSV|OK|:root|https?:\S+|\S+@\S+)$/;

/** The texts an argument can be: `t(isNew ? 'New' : 'Old')` says two. A template is told with `x` for what is filled in. */
function textsOf(node: Node | null | undefined): string[] {
  if (node?.type === 'Literal') return typeof node.value === 'string' && node.value !== '' ? [node.value] : [];
  if (node?.type === 'TemplateLiteral') return [node.quasis.map(({ value }) => value.cooked ?? '').join('x')];
  if (node?.type === 'ConditionalExpression') return [...textsOf(node.consequent), ...textsOf(node.alternate)];
  if (node?.type === 'LogicalExpression') return [...textsOf(node.left), ...textsOf(node.right)];
  return [];
}
const programOf = (path: string) => parseSync(path, readFileSync(path, 'utf8')).program;

type Found = { plain: string[]; counted: string[]; bare: string[] };
function wordsIn(file: string): Found {
  const found: Found = { plain: [], counted: [], bare: [] };
  const unsaid = (text: string) => HAS_WORDS.test(text) && !AS_IT_IS.test(text);
  new Visitor({
    CallExpression({ callee, arguments: [first, , third] }) {
      const name = callee.type === 'Identifier' ? callee.name : '';
      if (name === 't' || name === 'msg') found.plain.push(...textsOf(first));
      if (name === 'tn') found.counted.push(...textsOf(third));
    },
    JSXText({ value }) {
      if (unsaid(value.trim())) found.bare.push(value.trim());
    },
    JSXAttribute({ name, value }) {
      const isRead = name.type === 'JSXIdentifier' && READ_ALOUD.has(name.name);
      if (isRead) found.bare.push(...textsOf(value).filter(unsaid));
    },
  }).visit(programOf(join(ADMIN, file)));
  return found;
}

/** What a rule answers when it says no, and at which field. */
function refusalsIn(path: string): string[] {
  const said: string[] = [];
  const messagesOf = (node: Argument | undefined) =>
    (node?.type === 'ArrayExpression' ? node.elements : []).flatMap((one) =>
      (one?.type === 'ObjectExpression' ? one.properties : []).flatMap((property) =>
        property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'message'
          ? textsOf(property.value)
          : [],
      ),
    );
  new Visitor({
    NewExpression({ callee, arguments: [, detail, errors] }) {
      if (callee.type === 'Identifier' && (callee.name === 'DomainError' || callee.name === 'RowProblem'))
        said.push(...textsOf(detail), ...messagesOf(errors));
    },
  }).visit(programOf(path));
  return said;
}

const found = new Map(files.map((file) => [file, wordsIn(file)] as const));
const plain = [...new Set([...found.values()].flatMap((one) => one.plain))];
const counted = [...new Set([...found.values()].flatMap((one) => one.counted))];
const refusals = [...new Set(sources(DOMAIN, /\.ts$/).flatMap((file) => refusalsIn(join(DOMAIN, file))))];
const gapsIn = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted();

test.each(files.filter((name) => name.endsWith('.tsx')))('%s says nothing that could not be said in another language', (file) => {
  expect(found.get(file)?.bare).toEqual([]);
});

test('there is something to translate', () => {
  expect(plain.length).toBeGreaterThan(1000);
  expect(counted.length).toBeGreaterThan(50);
  expect(refusals.length).toBeGreaterThan(50);
});

const others = LANGUAGES.filter(({ id }) => id !== 'en');
const wordsOf = (id: string) =>
  JSON.parse(readFileSync(join(ADMIN, `words/catalogs/${id}.json`), 'utf8')) as { page: Catalog; said: Catalog };
test.each(others)('every sentence of the staff page is there in $name', ({ id }) => {
  const { page: words } = wordsOf(id);
  expect([...plain, ...counted].filter((said) => !words[said])).toEqual([]);
});

test.each(others)('$name says nothing that nobody says any more', ({ id }) => {
  const said = new Set([...plain, ...counted]);
  expect(Object.keys(wordsOf(id).page).filter((english) => !said.has(english))).toEqual([]);
});

test.each(others)('what is counted has a form for one and for more in $name', ({ id }) => {
  const { page: words } = wordsOf(id);
  expect(counted.filter((said) => !words[said]?.includes('|'))).toEqual([]);
});

test.each(others)('what the rules answer can be read in $name', async ({ id }) => {
  await speak(id);
  await everyWord();
  expect(refusals.filter((said) => tServer(said) === said)).toEqual([]);
});
afterAll(() => speak('en'));

test.each(others)('$name leaves no gap out and fills none that is not there', ({ id }) => {
  const oddIn = (words: Catalog) =>
    Object.entries(words).filter(([english, said]) => {
      const forms = said.split('|');
      const isOdd = forms.some((form) => gapsIn(form).some((gap) => !gapsIn(english).includes(gap)));
      return isOdd || (forms.length === 1 && gapsIn(english).join() !== gapsIn(said).join());
    });
  const { page: words, said } = wordsOf(id);
  expect([...oddIn(words), ...oddIn(said)]).toEqual([]);
});
