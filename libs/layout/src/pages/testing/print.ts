import type { Layout } from '../../model/layout.js';
import { LAYOUT_LIMITS, type LayoutLimits, type RunContext } from '../data-supply.js';
import { paginate } from '../pagination.js';
import { RecordingDevice } from './recording-device.js';
import { CONTEXT, type SampleSource, SampleSupply } from './sample-supply.js';

/** Prints a layout onto a recording device. */
export async function print(
  layout: Layout,
  sources: Readonly<Record<string, SampleSource>> = {},
  changes: Partial<RunContext> = {},
  limits: LayoutLimits = LAYOUT_LIMITS,
): Promise<RecordingDevice> {
  const device = new RecordingDevice();
  const { pages } = await paginate(
    layout,
    new SampleSupply(sources),
    device,
    { ...CONTEXT, ...changes },
    limits,
  );
  if (pages !== device.pages.length) throw new Error(`${pages} pages told, ${device.pages.length} drawn.`);
  if (device.unresolved() > 0) throw new Error('A reserved place was left open.');
  return device;
}

/** A source of one column `n` with the numbers from 1. */
export function numbers(count: number): SampleSource {
  return { columns: { n: 'integer' }, rows: Array.from({ length: count }, (_, at) => [String(at + 1)]) };
}
