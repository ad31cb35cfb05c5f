/** Time that stands still until a test lets it pass. Node's own is an experiment, and another one in each version. */

const REAL = { setTimeout, clearTimeout };

/** Stop the timers of the page; `pass` moves them and `goOn` gives the real ones back. */
export function stopTime() {
  const waiting = new Map();
  let now = 0;
  let count = 0;
  globalThis.setTimeout = (run, after = 0) => {
    count += 1;
    waiting.set(count, { run, at: now + after });
    return count;
  };
  globalThis.clearTimeout = (id) => waiting.delete(id);
  const nextUntil = (end) =>
    [...waiting].filter(([, timer]) => timer.at <= end).sort(([, one], [, other]) => one.at - other.at)[0];
  return {
    pass(milliseconds) {
      const end = now + milliseconds;
      for (let next = nextUntil(end); next; next = nextUntil(end)) {
        const [id, timer] = next;
        waiting.delete(id);
        now = timer.at;
        timer.run();
      }
      now = end;
    },
    goOn: () => Object.assign(globalThis, REAL),
  };
}
