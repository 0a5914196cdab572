import type { UnitReader } from './unit-reader.js';

/**
 * Binds the source in every unit, a few at a time. A single unit keeps its snapshot; several give their connections back,
 * because a request that holds some while it waits for others could wait for ever. Throws the first failure, or, when
 * partial answers are wanted, only if no unit is left.
 */
export async function bindUnits(
  readers: readonly UnitReader[],
  { concurrency, isPartial }: { readonly concurrency: number; readonly isPartial: boolean },
): Promise<void> {
  const [only] = readers;
  if (readers.length === 1 && only) {
    try {
      await only.bind();
    } catch (error) {
      await only.release();
      throw error;
    }
    return;
  }
  const waiting = [...readers];
  const work = async (): Promise<void> => {
    for (let reader = waiting.shift(); reader; reader = waiting.shift()) {
      try {
        await reader.bind();
      } catch (error) {
        if (!isPartial) waiting.length = 0;
        reader.fail(error);
      } finally {
        await reader.release();
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, readers.length) }, work));
  const failures = readers.flatMap(({ failure }) => failure ?? []);
  const [first] = failures;
  if (first && (!isPartial || failures.length === readers.length)) throw first;
}
