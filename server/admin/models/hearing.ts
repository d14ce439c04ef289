const PAUSE_MS = 800;

/** Reads again when something changed somewhere, once for all that happens in a moment. */
export function createHearing(load: () => unknown, pauseMs = PAUSE_MS) {
  let pause: ReturnType<typeof setTimeout> | undefined;
  return {
    heard() {
      clearTimeout(pause);
      pause = setTimeout(() => void load(), pauseMs);
    },
    stop: () => clearTimeout(pause),
  };
}
