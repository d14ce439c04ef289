export type Waker = { wake(): void; stop(): Promise<void> };

/**
 * Runs a job soon after it is woken, never twice at once and never more often than every `gapMs`: woken while it runs,
 * it runs once more.
 */
export function createWaker(run: () => Promise<unknown>, failed: (error: unknown) => void, gapMs = 100): Waker {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  function wake(): void {
    if (stopped) return;
    if (running) again = true;
    else timer ??= setTimeout(() => void (running = start()), gapMs);
  }

  async function start(): Promise<void> {
    timer = null;
    try {
      await run();
    } catch (error) {
      failed(error);
    }
    running = null;
    if (again) {
      again = false;
      wake();
    }
  }

  return {
    wake,
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
