import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Database, Unavailable, type Author, type SqlTx } from '@galley/platform';
import { safeFileName } from '@galley/storage';
import { assetBytes } from '../assets/asset-bytes.js';
import { planDocument } from '../rendering/document-plan.js';
import { InstantRenderer, type InstantFile } from '../rendering/instant-renderer.js';
import { RunFailure } from '../rendering/run-failure.js';
import { runSurroundings } from '../rendering/run-surroundings.js';
import { asInvalid } from '../templates/template-problems.js';
import { documentFilters, documentValues, type DocumentTypeRow } from './document-question.js';
import { requireDocumentType } from './document-type-of.js';
import { printTemplate } from './permitted-mappings.js';
import type { PrintBody } from './print-bodies.js';
import { DocumentNotFound, PrintFailed } from './print-problems.js';
import { printUnit } from './print-unit.js';
import { printOptions } from './read-print-order.js';
import { recordPrint } from './record-print.js';

export interface PrintedFile {
  readonly job_id: string;
  readonly bytes: InstantFile['bytes'];
  readonly size: number;
  readonly name: string;
  readonly media_type: string;
}

interface Wish extends PrintBody {
  readonly document_type: string;
  readonly document: string;
}

/** Prints one document while somebody waits for it. Nothing is kept of it but the job and its audit entry. */
@Injectable()
export class PrintOnce {
  constructor(
    private readonly database: Database,
    private readonly renderer: InstantRenderer,
  ) {}

  /**
   * Throws `bu-required`, `bu-not-allowed`, `document-type-unknown`, `no-print-mapping`, `not-found`, `document-not-found`,
   * `invalid`, `print-failed` and `unavailable`. No file is handed over that is not on record.
   */
  async print(author: Author, wish: Wish, signal: AbortSignal): Promise<PrintedFile> {
    const { caller } = author;
    const started_at = new Date();
    const bu_code = printUnit(caller, wish.bu_code, '/bu_code');
    const options = printOptions(wish, 'instant');
    const copies = wish.copies ?? 1;
    const planned = await this.database.withTenantSql(caller.organization.id, (tx) =>
      this.#plan(tx, author, { ...wish, bu_code }, options, started_at),
    );
    const { plan, assets, type, template } = planned;
    const task = { copies, id_column: type.id_column, number_column: type.number_column };
    const file = await this.renderer
      .render(caller, { plan, assets, format: 'pdf', print: task, job_id: null }, signal)
      .catch((error: unknown) => {
        throw error instanceof RunFailure ? problemOf(error) : error;
      });
    const name = fileName(type, file, wish.document);
    const print = { document_type: type.code, document_ids: [wish.document], copies };
    const done = {
      template,
      bu_code,
      print,
      options: withoutPassword(options),
      file,
      file_name: name,
      started_at,
    };
    const job = await this.#record(author, done, file);
    return { job_id: job.id, bytes: file.bytes, size: file.size, name, media_type: 'application/pdf' };
  }

  async #plan(
    tx: SqlTx,
    { caller }: Author,
    wish: Wish & { readonly bu_code: string },
    options: ReturnType<typeof printOptions>,
    now: Date,
  ) {
    const type = await requireDocumentType(tx, wish.document_type);
    const template = await printTemplate(tx, caller, wish);
    const surroundings = await runSurroundings(tx, caller.organization.id, [wish.bu_code]);
    const filters = documentFilters(template, type, wish.document);
    if (!filters || !surroundings?.units.length) throw notFound(wish.document_type);
    const instant = now.toISOString();
    const run = {
      instant,
      timezone: caller.organization.timezone,
      bu_codes: [wish.bu_code],
      filters,
      options,
    };
    const given = documentValues(type, wish.document);
    const subject = { template, ...surroundings, run, given, generated_at: instant, is_print: true };
    const plan = asInvalid(() => planDocument(subject));
    const assets = await assetBytes(tx, caller.organization.id, plan.assets, plan.logo);
    return { type, template, plan, assets };
  }

  async #record(author: Author, done: Parameters<typeof recordPrint>[2], file: InstantFile) {
    try {
      return await this.database.withTenantSql(author.caller.organization.id, (tx) =>
        recordPrint(tx, author, done),
      );
    } catch (error) {
      if (file.bytes instanceof Readable) file.bytes.destroy();
      throw error;
    }
  }
}

/** What people call the document, after its type unless it begins with that: `PO-AEG012345.pdf`. */
function fileName(type: DocumentTypeRow, { printed }: InstantFile, asked: string): string {
  const number = printed[0]?.number ?? asked;
  return safeFileName(`${number.startsWith(type.code) ? number : `${type.code}-${number}`}.pdf`);
}

function withoutPassword({
  pdf,
  ...options
}: ReturnType<typeof printOptions>): ReturnType<typeof printOptions> {
  if (typeof pdf !== 'object' || pdf === null || Array.isArray(pdf)) return options;
  return { ...options, pdf: Object.fromEntries(Object.entries(pdf).filter(([key]) => key !== 'password')) };
}

function notFound(documentType: string) {
  return DocumentNotFound.error(`There is no such ${documentType} document in this business unit.`);
}

/** Codes with which micro-data says that there is nothing of this name. */
const NOT_THERE = new Set(['document-not-found', 'bu-not-found']);

function problemOf(failure: RunFailure) {
  if (NOT_THERE.has(failure.code)) return DocumentNotFound.error(failure.message, { cause: failure });
  if (failure.verdict === 'final') {
    return PrintFailed.error(failure.message, { facts: { reason: failure.code }, cause: failure });
  }
  return Unavailable.error('The document cannot be printed right now; try again in a few seconds.', {
    retry_after_s: 5,
    cause: failure,
  });
}
