import { readFileSync } from 'node:fs';

/** Resident memory of a process in MiB, from /proc (Linux); NaN elsewhere. */
export function residentMiB(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** Samples the resident memory of processes until stopped; `stop` answers the highest per process, in MiB. */
export function watchMemory(pids: readonly number[]): { stop: () => number[] } {
  const peaks = pids.map(residentMiB);
  const timer = setInterval(() => {
    pids.forEach((pid, index) => {
      peaks[index] = Math.max(peaks[index] ?? 0, residentMiB(pid));
    });
  }, 100);
  return {
    stop() {
      clearInterval(timer);
      return peaks;
    },
  };
}
