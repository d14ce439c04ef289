import { batch, computed, signal } from '@preact/signals';
import type { Problem } from '#shared/contracts/basics.ts';
import type { Settings, SettingsDocument, SettingsName } from '#shared/contracts/settings.ts';
import { Refused, type StaffClient } from '../client.ts';
import { isSame, type Path, putOnTop, valueAt, withEntry, withValue } from './differences.ts';
import { settingsCalls, type Trouble, type Version } from './settings-client.ts';

const KEEP_AFTER_MS = 600;

/** One place of a document, for a field to show and to change. */
export type Spot<Value = unknown> = { id: string; path: Path; value: Value; problems: Trouble[]; set(value: Value | undefined): void };

const models = new WeakMap<StaffClient, Map<SettingsName, unknown>>();
/** The one model of a document at a desk: coming back to the page finds what was typed. */
export function documentAt<Name extends SettingsName>(client: StaffClient, name: Name): DocumentModel<Name> {
  const known = models.get(client) ?? new Map<SettingsName, unknown>();
  models.set(client, known);
  const model = (known.get(name) as DocumentModel<Name> | undefined) ?? createDocument(client, name); // Safe: kept under its own name.
  known.set(name, model);
  return model;
}

/** A settings document while somebody works on it: what is in force, what they changed, and what others publish meanwhile. */
export function createDocument<Name extends SettingsName>(client: StaffClient, name: Name) {
  type Doc = Settings[Name];
  const calls = settingsCalls(client, name);
  /** The version the draft was made from. */
  const base = signal<{ version: number; document: Doc } | null>(null);
  const current = signal<SettingsDocument<Name> | null>(null);
  const draft = signal<Doc | null>(null);
  const trouble = signal<Problem | null>(null);
  const problem = signal<Problem | null>(null);
  const problems = signal<Trouble[]>([]);
  /** Told once, after a check found nothing. */
  const isSound = signal(false);
  const busy = signal<'' | 'publish' | 'validate'>('');
  const kept = signal<'' | 'keeping' | 'kept' | 'failed'>('');
  const history = signal<Version<Name>[] | null>(null);
  /** Places both people changed, after a draft was put on top of a newer version. */
  const both = signal<Path[]>([]);
  const dirty = computed(() => draft.value !== null && base.value !== null && !isSame(draft.value, base.value.document));
  /** A version published since the draft was begun. */
  const newer = computed(() => (current.value && base.value && current.value.version > base.value.version ? current.value : null));
  let keeping: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> = Promise.resolve();

  async function guarded<Result>(work: () => Promise<Result>, into = problem): Promise<Result | undefined> {
    into.value = null;
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      into.value = error.problem;
    }
  }

  /** Reads what is in force and what this person had begun. */
  async function load() {
    await underWay;
    await guarded(async () => {
      const [published, mine] = await Promise.all([calls.read(), calls.draft()]);
      batch(() => {
        current.value = published;
        if (dirty.value) return;
        const begun = mine && mine.base !== null && !isSame(mine.document, mine.base) ? mine : null;
        base.value = begun ? { version: begun.basedOn, document: begun.base! } : published;
        draft.value = begun ? begun.document : published.document;
        kept.value = begun ? 'kept' : '';
        problems.value = [];
        both.value = [];
      });
    }, trouble);
  }

  /** Whether somebody published meanwhile; a page without changes simply shows it. */
  async function look() {
    const published = await calls.read().catch(() => null);
    if (!published || published.version === current.value?.version) return;
    if (dirty.value) current.value = published;
    else take(published);
  }

  function take(published: SettingsDocument<Name>) {
    batch(() => {
      current.value = published;
      base.value = published;
      draft.value = published.document;
      problems.value = [];
      both.value = [];
      problem.value = null;
      isSound.value = false;
      kept.value = '';
      history.value = null;
    });
  }

  function change(next: Doc) {
    batch(() => {
      draft.value = next;
      kept.value = 'keeping';
      isSound.value = false;
    });
    clearTimeout(keeping);
    keeping = setTimeout(() => void flush(), KEEP_AFTER_MS);
  }

  function set(path: Path, value: unknown, how = withValue<Doc>) {
    if (!draft.value) return;
    const key = path.join('.');
    // What was said about this place was about what stood there before.
    problems.value = problems.value.filter((one) => one.path !== key && !one.path.startsWith(`${key}.`));
    change(how(draft.value, path, value));
  }

  /** Sends what is not kept yet; what cannot be sent stays on the page. */
  function flush(): Promise<void> {
    clearTimeout(keeping);
    if (kept.value !== 'keeping' && kept.value !== 'failed') return underWay;
    const before = underWay;
    const keep = async () => {
      await before;
      const document = draft.value;
      const from = base.value;
      if (!document || !from) return;
      try {
        await (dirty.value ? calls.keep(from.version, document) : calls.drop());
        if (draft.value === document) kept.value = dirty.value ? 'kept' : '';
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        kept.value = 'failed';
      }
    };
    underWay = keep();
    return underWay;
  }

  async function drop() {
    clearTimeout(keeping);
    await underWay;
    const done = await guarded(async () => (await calls.drop(), true));
    if (done && current.value) take(current.value);
    return done === true;
  }

  async function validate() {
    if (!draft.value || busy.value) return;
    busy.value = 'validate';
    const found = await guarded(() => calls.validate(draft.value!));
    batch(() => {
      busy.value = '';
      if (found) problems.value = found;
      isSound.value = found?.length === 0;
    });
  }

  /** @returns whether it is in force now; when somebody was faster, theirs is shown and the draft stays */
  async function put(version: number, document: Doc, note: string): Promise<boolean> {
    if (busy.value) return false;
    clearTimeout(keeping);
    busy.value = 'publish';
    await underWay;
    problem.value = null;
    try {
      const published = await calls.publish(version, document, note);
      take(published);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.problem.code === 'settings.changed_meanwhile') current.value = await calls.read().catch(() => current.value);
      else batch(() => ((problem.value = error.problem), (problems.value = error.problem.errors ?? [])));
      if (kept.value === 'keeping') void flush();
      return false;
    } finally {
      busy.value = '';
    }
  }

  const loadHistory = async () => void (history.value = (await guarded(() => calls.history())) ?? history.value);

  return {
    name,
    base,
    current,
    draft,
    trouble,
    problem,
    problems,
    isSound,
    busy,
    kept,
    history,
    both,
    dirty,
    newer,
    load,
    look,
    flush,
    drop,
    validate,
    loadHistory,
    edit: (how: (document: Doc) => Doc) => draft.value && change(how(draft.value)),
    at<Value>(...path: Path): Spot<Value> {
      const key = path.join('.');
      return {
        id: `${name}-${key.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`,
        path,
        value: valueAt(draft.value, path) as Value, // the caller names a place its page has drawn from this very document
        problems: problems.value.filter((one) => one.path === key),
        set: (value) => set(path, value),
      };
    },
    /** A place that takes the fields around it along when it was the last in them, so that an emptied page is an unchanged one. */
    entryAt(...path: Path): Spot<string | undefined> {
      return { ...this.at<string | undefined>(...path), set: (value) => set(path, value, withEntry) };
    },
    publish: (note = '') => (draft.value && base.value ? put(base.value.version, draft.value, note) : Promise.resolve(false)),
    /** An older document becomes the newest; nothing of the history is taken away. */
    rollBack: (version: Version<Name>, note: string) =>
      current.value ? put(current.value.version, version.document, note) : Promise.resolve(false),
    /** Builds the draft on the newer version: theirs where only they changed something, mine elsewhere. */
    putOnTop() {
      if (!newer.value || !draft.value || !base.value) return;
      const merged = putOnTop<Doc>(base.value.document, draft.value, newer.value.document as Doc);
      batch(() => {
        base.value = newer.value;
        both.value = merged.both;
        problems.value = [];
      });
      change(merged.document);
    },
  };
}
export type DocumentModel<Name extends SettingsName = SettingsName> = ReturnType<typeof createDocument<Name>>;
