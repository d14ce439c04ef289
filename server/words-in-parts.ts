import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

type Catalog = Record<string, string>;
/** A language of the staff page: what the page says by its English, and what the server says. */
type Words = { page: Catalog; said: Catalog };

const ADMIN = fileURLToPath(new URL('admin/', import.meta.url));
const CATALOGS = join(ADMIN, 'words/catalogs');
const ALL = 'virtual:words';
const PART = /^virtual:words\/([\w-]+)\/(first|later)$/;

const readWords = (language: string): Words => JSON.parse(readFileSync(join(CATALOGS, `${language}.json`), 'utf8')) as Words;
const languages = () => readdirSync(CATALOGS).map((file) => file.replace('.json', ''));

/** All that is loaded before somebody opens anything: the first file and what it imports, each import written on lines of its own. */
function sourcesOfFirstLoad(): string {
  const seen = new Map<string, string>();
  const read = (file: string): void => {
    if (seen.has(file) || !existsSync(file)) return;
    const source = readFileSync(file, 'utf8');
    seen.set(file, source);
    for (const [, path] of source.matchAll(/^(?:import(?! type)|export|\}) .*?from '(\.[^']+\.tsx?)';$/gm))
      read(join(dirname(file), path!));
  };
  read(join(ADMIN, 'main.tsx'));
  return [...seen.values()].join('\n');
}

function partOf(language: string, part: string, isFirst: (english: string) => boolean): string {
  const { page, said } = readWords(language);
  const chosen = Object.fromEntries(Object.entries(page).filter(([english]) => isFirst(english) === (part === 'first')));
  return `export const page = ${JSON.stringify(chosen)};\n${part === 'later' ? `export const said = ${JSON.stringify(said)};\n` : ''}`;
}

/** Whether the first load says a sentence. Every language asks for the same ones. */
function sayingFirst(): (english: string) => boolean {
  const sources = sourcesOfFirstLoad();
  const known = new Map<string, boolean>();
  return (english) => {
    const isFirst = known.get(english) ?? (sources.includes(english) || sources.includes(english.replaceAll("'", String.raw`\'`)));
    known.set(english, isFirst);
    return isFirst;
  };
}

/**
 * The words of every language of the staff page in two parts, from `server/admin/words/catalogs`: those of the first load, and all
 * others, so that a page in another language begins as light as in English. `virtual:words` says how each is loaded.
 */
export function wordsInParts(): Plugin {
  let isFirst: ReturnType<typeof sayingFirst> | undefined;
  return {
    name: 'words-in-parts',
    buildStart: () => (isFirst = undefined),
    resolveId: (id) => (id === ALL || PART.test(id) ? `\0${id}` : null),
    load(id) {
      if (id === `\0${ALL}`) {
        for (const language of languages()) this.addWatchFile(join(CATALOGS, `${language}.json`));
        const loads = languages().map(
          (language) =>
            `${JSON.stringify(language)}: { first: () => import('${ALL}/${language}/first'), later: () => import('${ALL}/${language}/later') }`,
        );
        return `export const CATALOGS = { ${loads.join(', ')} };`;
      }
      const [, language = '', part = ''] = PART.exec(id.slice(1)) ?? [];
      return id.startsWith('\0') && language ? partOf(language, part, (isFirst ??= sayingFirst())) : null;
    },
  };
}
