import { buffer } from 'node:stream/consumers';
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Invalid, Unavailable } from '@galley/platform';
import { composeReport, LOGO, type ReportEdition } from '@galley/pack-monitoring/donor-report';
import { formatOf } from '@galley/render';
import { safeFileName } from '@galley/storage';
import { planGiven } from '../../../rendering/given-document.js';
import { InstantRenderer } from '../../../rendering/instant-renderer.js';
import { RunFailure } from '../../../rendering/run-failure.js';
import { ReportNotMade } from '../reports/report-problems.js';
import { sayEdition } from './say-edition.js';

/** Forms in which a report can be taken along. */
export const REPORT_FORMATS = ['pdf', 'excel', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface MadeReport {
  readonly bytes: Buffer;
  readonly size: number;
  /** Hex, of the bytes. */
  readonly sha256: string;
  readonly rows: number;
  readonly pages: number | null;
  readonly name: string;
  readonly media_type: string;
}

/** What a file is made of. */
export interface ReportSource {
  readonly edition: ReportEdition;
  /** Its content as the database writes it. */
  readonly text: string;
  readonly organization: { readonly id: string; readonly timezone: string };
}

/**
 * Makes files of reports, in the threads that make all documents. Everything in the file of a publication is the publication's: made
 * again it has the same bytes (ME-12).
 */
@Injectable()
export class MakeReport {
  constructor(private readonly renderer: InstantRenderer) {}

  /** Throws `invalid` for another format, `report-not-made` and `unavailable`. */
  async make(source: ReportSource, format: ReportFormat, signal: AbortSignal): Promise<MadeReport> {
    const known = REPORT_FORMATS.includes(format) ? formatOf(format) : null;
    if (!known) throw unknownFormat();
    const { extension, media_type } = known;
    const { content, publication } = source.edition;
    const suffix = publication === null ? 'draft' : `rev ${publication.revision}`;
    const named = { name: safeFileName(`${content.head.title} (${suffix}).${extension}`), media_type };
    return {
      ...(format === 'json' ? jsonFile(source) : await this.#rendered(source, format, signal)),
      ...named,
    };
  }

  async #rendered({ edition, organization }: ReportSource, format: ReportFormat, signal: AbortSignal) {
    const said = sayEdition(edition, organization.timezone);
    const { title, subtitle, locale, layout, datasets } = composeReport(edition, said);
    const { content, publication } = edition;
    const document = {
      title,
      subtitle,
      organization: content.head.organization,
      parameters: [],
      locale,
      timezone: organization.timezone,
      generated_at: publication?.published_at ?? new Date().toISOString(),
      template: { id: null, name: title, version: publication?.revision ?? null },
      options: {},
    };
    const options = {
      group_by: [],
      totals: [],
      page_size: 'A4',
      orientation: 'landscape',
      include_summary: false,
      csv: {},
      pdf: { tagged: true },
    } as const;
    try {
      const { plan, given } = planGiven({ layout, datasets, document, options, logo: null });
      const { logo } = content.head;
      const assets = new Map(logo ? [[LOGO, Buffer.from(logo.base64, 'base64')]] : []);
      const wish = { plan, given, assets, format, print: null, job_id: null };
      const { bytes, size, sha256, rows, pages } = await this.renderer.render(null, wish, signal);
      return { bytes: Buffer.isBuffer(bytes) ? bytes : await buffer(bytes), size, sha256, rows, pages };
    } catch (error) {
      throw error instanceof RunFailure ? problemOf(error) : error;
    }
  }
}

/** What was published, to the byte: `content` is the text whose hash stands beside it. */
function jsonFile({ edition: { content, publication }, text }: ReportSource) {
  const { revision = null, sha256 = null, published_at = null } = publication ?? {};
  const about = JSON.stringify({ revision, sha256, published_at });
  const bytes = Buffer.from(`${about.slice(0, -1)},"content":${text}}\n`);
  const rows = content.sections.reduce((sum, section) => sum + section.rows.length, 0);
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { bytes, size: bytes.length, sha256: hash, rows, pages: null };
}

function unknownFormat() {
  return Invalid.error(`A report is made as ${REPORT_FORMATS.join(', ')}.`, {
    errors: [{ pointer: 'format', detail: `must be one of ${REPORT_FORMATS.join(', ')}` }],
  });
}

function problemOf(failure: RunFailure) {
  if (failure.verdict === 'final') {
    return ReportNotMade.error(failure.message, { facts: { reason: failure.code }, cause: failure });
  }
  return Unavailable.error('The report cannot be made right now; try again in a few seconds.', {
    retry_after_s: 5,
    cause: failure,
  });
}
