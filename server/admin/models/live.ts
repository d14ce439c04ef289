import { signal } from '@preact/signals';
import type { Changes, News, Present } from '#shared/contracts/staff.ts';
import { Refused, type StaffClient } from '../client.ts';
import { endOfToday } from './views.ts';

type Listener = (changed: Changes['cases'], news?: News) => void;
/** What is used of a browser's EventSource. */
export type Line = {
  readonly readyState: number;
  addEventListener(type: string, heard: (event: { data?: string }) => void): void;
  close(): void;
};

const CLOSED = 2;
const TRY_STREAM_AGAIN_MS = 30_000;
/** The server says something every quarter of a minute; a line on which nothing comes for so long is dead, whatever the browser thinks. */
const SILENT_MS = 40_000;

/**
 * Hears of every change that anybody makes: over a line on which the server speaks, and where there is none, by asking every two
 * seconds. Only while somebody is looking.
 *
 * @param openLine opens the line; without it, the server is asked
 */
export function createLive(
  client: StaffClient,
  {
    isVisible = (): boolean => true,
    everyMs = 2000,
    now = () => new Date(),
    openLine,
    silentMs = SILENT_MS,
  }: {
    isVisible?: (() => boolean) | undefined;
    everyMs?: number;
    now?: () => Date;
    openLine?: ((path: string) => Line) | undefined;
    silentMs?: number | undefined;
  } = {},
) {
  const listeners = new Set<Listener>();
  const offline = signal(false);
  const present = signal<Present[]>([]);
  let seq: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let looking = false;
  let line: Line | null = null;
  let dayEnds = '';

  const tell = (changed: Changes['cases'], news?: News) => {
    for (const listener of listeners) listener(changed, news);
  };

  async function look() {
    try {
      const news = await client.changes(seq);
      const moved = seq !== undefined && news.seq !== seq;
      seq = news.seq;
      offline.value = false;
      if (moved) tell(news.cases);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      offline.value = error.problem.status === 0 || error.problem.status >= 500;
    }
  }

  /** Asks once, and goes on asking while there is no line. */
  async function round() {
    if (looking) return;
    clearTimeout(timer);
    looking = true;
    if (isVisible()) await look();
    looking = false;
    if (running && !line) timer = setTimeout(round, everyMs);
  }

  function connect() {
    if (!openLine || line || !running || seq === undefined || !isVisible()) return;
    dayEnds = endOfToday(now());
    const opened = openLine(`/staff/stream?${new URLSearchParams({ after: String(seq), dayEnds })}`);
    line = opened;
    const alive = () => {
      if (opened !== line) return;
      clearTimeout(silence);
      silence = setTimeout(renew, silentMs);
    };
    alive();
    for (const said of ['hello', 'changed', 'presence', 'heartbeat']) opened.addEventListener(said, alive);
    opened.addEventListener('hello', () => (offline.value = false));
    opened.addEventListener('changed', ({ data }) => hear(JSON.parse(data ?? '{}') as News)); // Safe: written by the same contract.
    opened.addEventListener('presence', ({ data }) => (present.value = (JSON.parse(data ?? '{}') as { present: Present[] }).present));
    opened.addEventListener('end', () => giveUp());
    opened.addEventListener('error', () => {
      if (opened !== line) return;
      if (opened.readyState === CLOSED) giveUp();
      else offline.value = true; // the browser tries again by itself
    });
  }

  function hear(news: News) {
    offline.value = false;
    if (news.reload) return void look(); // too much for one message: only which cases, and the list is read again
    seq = news.seq;
    tell(news.rows, news);
  }

  function disconnect() {
    clearTimeout(silence);
    line?.close();
    line = null;
  }

  /** Another line, which begins where the last one was heard. */
  function renew() {
    if (!running || !line) return;
    disconnect();
    connect();
  }

  /** The server refuses the line: asking works, too, and says whether we are still signed in. */
  function giveUp() {
    disconnect();
    void round();
    clearTimeout(again);
    again = setTimeout(connect, TRY_STREAM_AGAIN_MS);
  }

  return {
    offline,
    /** Who is on which case, oneself among them. */
    present,
    look,
    /** Remembers where the stream stands, so that nothing read afterwards can go stale unnoticed. */
    async start() {
      if (running) return;
      running = true;
      if (openLine && seq === undefined) await look();
      connect();
      if (!line) await round();
    },
    stop() {
      running = false;
      clearTimeout(timer);
      clearTimeout(again);
      disconnect();
    },
    /** The tab came to the front or went to the back: a page nobody looks at holds no line. */
    wake() {
      if (!running) return;
      if (!isVisible()) return disconnect();
      connect();
      if (!line) void round();
    },
    /** The computer has a network again: what looks like a line may be none. */
    renew,
    /** A new day has begun: what is due today is counted to another hour. */
    turnDay() {
      if (!line || dayEnds === endOfToday(now())) return;
      renew();
    },
    /** Whether something happened after this number that may be missing in what was read then. */
    isBehind: (read: number | undefined) => read !== undefined && seq !== undefined && read < seq,
    listen(listener: Listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
export type Live = ReturnType<typeof createLive>;
