import type { Band, BodyBand, GroupBand } from '../../model/bands.js';
import type { PageDesign } from '../../model/layout.js';
import { sourceKey } from '../source-key.js';
import { withChildren } from '../walk/bands-of.js';

/** Where a band stands: beside the data (`title` … `overlay`), or around or in the rows of a body. */
export interface BandPlace {
  readonly page: PageDesign;
  readonly role:
    | 'title'
    | 'page_header'
    | 'column_header'
    | 'header'
    | 'row'
    | 'footer'
    | 'column_footer'
    | 'page_footer'
    | 'summary'
    | 'overlay';
  /** Null beside the data. */
  readonly body: BodyBand | null;
  /** The group whose header or footer it is, else the innermost around it. */
  readonly group: GroupBand | null;
  /** Bands with an outline entry around this one. */
  readonly outline_level: number;
}

/** The place of every band of a page; children stand where their band does. */
export function bandPlaces(page: PageDesign): Map<Band, BandPlace> {
  const places = new Map<Band, BandPlace>();
  const put = (
    band: Band | null,
    role: BandPlace['role'],
    around: Pick<BandPlace, 'body' | 'group' | 'outline_level'> = BESIDE,
  ): void => {
    for (const one of withChildren(band)) places.set(one, { page, role, ...around });
  };
  const { bands } = page;
  put(bands.report_title, 'title');
  put(bands.page_header, 'page_header');
  put(bands.column_header, 'column_header');
  put(bands.column_footer, 'column_footer');
  put(bands.page_footer, 'page_footer');
  put(bands.report_summary, 'summary');
  put(bands.overlay, 'overlay');
  const visit = (bodies: readonly BodyBand[], outer: GroupBand | null, outline_level: number): void => {
    for (const body of bodies) {
      const group = body.kind === 'group' ? body : outer;
      const around = { body, group, outline_level };
      const main = body.kind === 'group' ? body.header : body.band;
      put(body.header, 'header', around);
      if (body.kind === 'data') put(body.band, 'row', around);
      put(body.footer, 'footer', around);
      const below = outline_level + (main.outline ? 1 : 0);
      visit(body.kind === 'group' ? [body.body] : body.details, group, below);
    }
  };
  visit(page.body, null, 0);
  return places;
}

const BESIDE = { body: null, group: null, outline_level: 0 } as const;

/** The band called `name` among these, or the body whose rows it names. */
export function placeNamed(
  places: ReadonlyMap<Band, BandPlace>,
  name: string,
): { band: Band; place: BandPlace } | null {
  const key = sourceKey(name);
  for (const [band, place] of places) if (sourceKey(band.name) === key) return { band, place };
  for (const [band, place] of places) {
    if (place.role !== 'row' && place.body?.kind === 'data') continue;
    if (place.body && sourceKey(place.body.name) === key) return { band, place };
  }
  return null;
}
