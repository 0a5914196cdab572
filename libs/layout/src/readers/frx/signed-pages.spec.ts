import type { Band } from '../../model/index.js';
import { readLayout } from '../read-layout.js';

const PAGE =
  '<ReportPage Name="Page1"><DataBand Name="Data1" Width="718" Height="20" RowCount="1"/></ReportPage>';
const SUMMARY =
  '<ReportPage Name="Page1"><ReportSummaryBand Name="End" Width="718" Height="20"><ChildBand Name="More" Height="10"/></ReportSummaryBand></ReportPage>';

function summaryOf(page: string, labels: readonly string[]): Band | null {
  const layout = readLayout(`<Report>${page}</Report>`, {
    signature_config: { blocks: labels.map((label, at) => ({ key: `Sig${at}`, label, required: at === 0 })) },
    orientation: 'auto',
    locale: 'en',
  });
  const [section] = layout.sections;
  return section?.kind === 'pages' ? section.bands.report_summary : null;
}

/** Names of a band and of all that hang below it. */
function chainOf(band: Band | null): string[] {
  return band ? [band.name, ...chainOf(band.child)] : [];
}

describe('signature blocks of a FastReport template', () => {
  it('stand below the last page, side by side over its width', () => {
    const summary = summaryOf(PAGE, ['Buyer', 'Manager']);
    expect(chainOf(summary)).toEqual(['Signing', 'SignatureSpace', 'Signatures']);
    const signatures = summary?.child?.child?.objects[0];
    expect(signatures).toMatchObject({ kind: 'signatures', left: 0 });
    // A4 with margins of 10 mm.
    expect(signatures?.width).toBeCloseTo(((210 - 20) / 25.4) * 72, 1);
    expect(signatures?.kind === 'signatures' && signatures.blocks.map(({ required }) => required)).toEqual([
      true,
      false,
    ]);
  });

  it('come after a summary of the report and what hangs on it', () => {
    expect(chainOf(summaryOf(SUMMARY, ['Buyer']))).toEqual(['End', 'More', 'SignatureSpace', 'Signatures']);
  });

  it('are not there where nobody signs', () => {
    expect(summaryOf(PAGE, [])).toBeNull();
  });
});
