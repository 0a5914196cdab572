import type { Band, BodyBand, DataBand } from '../../model/bands.js';
import type { BandFlow, Place } from '../flow/band-flow.js';
import type { BandSetter } from './band-setter.js';
import type { Run } from './run.js';
import type { Step, Steps } from './step.js';

/** What one data band needs of those who print all bodies of a page. */
export interface Bodies {
  readonly run: Run;
  readonly flow: BandFlow;
  readonly bands: BandSetter;
  /** Draws finished pages. */
  readonly flushing: Step;
  /** Where the last row begins. */
  lastRow: Place;
  /** The band that follows all bodies. */
  readonly summary: Band | null;
  printBody(body: BodyBand): Steps;
  /** Whether a body has rows within the row in sight. */
  hasRows(body: BodyBand): boolean;
  count(data: DataBand): void;
  /** Rows of a band printed so far. */
  counted(data: DataBand): number;
}
