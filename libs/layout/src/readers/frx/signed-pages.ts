import { staticText } from '../../expressions/parse-text-template.js';
import type { Band, ChildBand, Font, PageDesign } from '../../model/index.js';
import type { LayoutHints } from '../contract.js';
import { bandOf, chained } from '../../model/plain-objects.js';
import { signatureBands } from '../signature-bands.js';

const FONT: Font = {
  family: 'Arial',
  size: 8.5,
  bold: false,
  italic: false,
  underline: false,
  strikeout: false,
};

/**
 * The pages with the template's signature blocks below the summary of the last: FastReport knows nothing of them, so a
 * report that has objects of its own to sign on leaves `signature_config` empty.
 */
export function signedPages(
  pages: readonly PageDesign[],
  config: LayoutHints['signature_config'],
): readonly PageDesign[] {
  const last = pages.findLast((page) => !page.is_subreport);
  if (!last?.size || !config) return pages;
  const signers = config.blocks.map(({ label, required }) => ({
    label: staticText(label),
    name: null,
    required,
  }));
  const width = last.size.width - last.margin.left - last.margin.right;
  const signatures = chained(signatureBands(signers, width, FONT));
  if (!signatures) return pages;
  const report_summary = withTail(last.bands.report_summary ?? bandOf('Signing', 0), signatures);
  const signed = { ...last, bands: { ...last.bands, report_summary } };
  return pages.map((page) => (page === last ? signed : page));
}

/** A band with another below the last that hangs on it. */
function withTail<T extends Band>(band: T, tail: ChildBand): T {
  return { ...band, child: band.child ? withTail(band.child, tail) : tail };
}
