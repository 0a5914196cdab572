import { Injectable } from '@nestjs/common';
import { BuNotAllowed, GalleyError, Invalid, NotFound, type Principal } from '@galley/platform';
import type { TemplateFields } from '@galley/template';
import { checkedFields } from '../templates/template-writer.js';
import { SourceUnreadable } from './builder-problems.js';
import type { BuildableSource } from './buildable-source.js';
import type { DesignFault } from './design-fault.js';
import { designFaults, sourcePointer } from './design-faults.js';
import type { ReportDesign } from './report-design.js';
import { SourceCatalog, type FoundSource } from './source-catalog.js';
import { templateOf, type BuiltFields } from './template-of.js';

/** A design and what it gives. */
export interface CompiledDesign {
  readonly source: BuildableSource;
  /** As the design says it. */
  readonly given: BuiltFields;
  /** As a template holds it, defaults filled in. */
  readonly fields: TemplateFields;
}

type Judged = { readonly compiled: CompiledDesign } | { readonly faults: readonly DesignFault[] };

/** Turns designs into templates, against the sources as they are now. */
@Injectable()
export class DesignCompiler {
  constructor(private readonly catalog: SourceCatalog) {}

  /** Throws `invalid` with every fault, pointers below `base`; further as `judge`. */
  async compile(
    caller: Principal,
    design: ReportDesign,
    buCode?: string,
    base = '',
  ): Promise<CompiledDesign> {
    const judged = await this.judge(caller, design, buCode);
    if ('compiled' in judged) return judged.compiled;
    const errors = judged.faults.map(({ pointer, detail }) => ({ pointer: base + pointer, detail }));
    throw Invalid.error(`${errors.length} part(s) of the design cannot be built.`, { errors });
  }

  /**
   * The template of a design, or what is wrong with it. Throws `unavailable` while micro-data gives no answer, and
   * `not-found` or `bu-not-allowed` for a business unit that is not the caller's.
   */
  async judge(caller: Principal, design: ReportDesign, buCode?: string): Promise<Judged> {
    const { source: name, builder_key } = design;
    if (Boolean(name) === Boolean(builder_key)) {
      return { faults: [{ pointer: '/source', detail: 'is needed, or builder_key; one of the two' }] };
    }
    const found = name
      ? await this.catalog.find(caller, name, buCode)
      : await this.catalog.ofBuilder(caller, builder_key ?? '', buCode);
    requireUnit(found);
    if (!found.source) return { faults: [{ pointer: sourcePointer(design), detail: found.detail }] };
    const { source } = found;
    const faults = designFaults(design, source);
    if (faults.length > 0) return { faults };
    const given = templateOf(design, source);
    try {
      return { compiled: { source, given, fields: checkedFields(withoutNulls(given)) } };
    } catch (error) {
      return { faults: templateFaults(error, design) };
    }
  }
}

/** The source of an answer; a source that cannot be read is a problem of its own where it is all that was asked for. */
export function requireSource(found: FoundSource): BuildableSource {
  if (found.source) return found.source;
  requireUnit(found);
  if (found.code === 'source-not-found') throw NotFound.error(found.detail);
  throw SourceUnreadable.error(found.detail, { facts: { reason: found.code } });
}

/** A business unit that the caller does not have is no fault of the source. */
function requireUnit(found: FoundSource): void {
  if (found.source) return;
  if (found.code === 'bu-not-allowed') throw BuNotAllowed.error(found.detail);
  if (found.code === 'bu-not-found') throw NotFound.error(found.detail);
}

/** What the template station finds wrong, at the places of the design. */
function templateFaults(error: unknown, design: ReportDesign): DesignFault[] {
  const errors = error instanceof GalleyError && error.code === 'invalid' ? error.errors : null;
  if (!errors?.length) throw error;
  const bound = /^\/(source_type|source_name|source_params|view_name|builder_key)\b/;
  return errors.map(({ pointer, detail }) => ({
    pointer: bound.test(pointer)
      ? sourcePointer(design)
      : pointer.replace(/^\/content(?=\/(columns|totals)\b)/, ''),
    detail,
  }));
}

function withoutNulls(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
