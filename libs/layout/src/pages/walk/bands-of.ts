import type { Band, BodyBand, DataBand, GroupBand } from '../../model/bands.js';
import type { PageDesign } from '../../model/layout.js';

/** Deeper nesting of bands than any page holds; what lies below is not looked at, nor printed. */
export const MAX_BAND_DEPTH = 64;

/** Bodies of a page, outer ones before those within. */
export function* bodiesOf(bodies: readonly BodyBand[], depth = 0): Generator<BodyBand> {
  if (depth > MAX_BAND_DEPTH) return;
  for (const body of bodies) {
    yield body;
    yield* bodiesOf(body.kind === 'group' ? [body.body] : body.details, depth + 1);
  }
}

/** A band and the children printed after it. */
export function* withChildren(band: Band | null): Generator<Band> {
  let depth = 0;
  for (let one = band; one && depth <= MAX_BAND_DEPTH; one = one.child, depth += 1) yield one;
}

/** Bands of one body, without those of the bodies inside it. */
export function* ownBands(body: BodyBand): Generator<Band> {
  for (const band of body.kind === 'group' ? groupBands(body) : dataBands(body)) yield* withChildren(band);
}

/** Every band of a page in the order in which they are first printed. */
export function* bandsOf(page: PageDesign): Generator<Band> {
  const { bands } = page;
  for (const band of [bands.report_title, bands.page_header, bands.column_header]) yield* withChildren(band);
  for (const body of bodiesOf(page.body)) yield* ownBands(body);
  for (const band of [bands.column_footer, bands.page_footer, bands.report_summary, bands.overlay]) {
    yield* withChildren(band);
  }
}

function groupBands(group: GroupBand): readonly (Band | null)[] {
  return [group.header, group.footer];
}

function dataBands(data: DataBand): readonly (Band | null)[] {
  return [data.header, data.band, data.footer];
}
