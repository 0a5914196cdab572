import { Injectable } from '@nestjs/common';
import type { Answer, Principal } from '@galley/platform';
import { TemplateReader } from '../templates/template-reader.js';
import type { TemplateRow } from '../templates/template-row.js';
import { TemplatesService } from '../templates/templates.service.js';
import type { Author, BuiltPart } from '../templates/template-writer.js';
import { DesignOutdated, NotBuilt } from './builder-problems.js';
import type { DesignCheck, DesignedTemplate } from './builder-resources.js';
import { DesignCompiler, type CompiledDesign } from './design-compiler.js';
import { currentDesign, isOutdated, keptDesign } from './kept-design.js';
import type { ReportDesign } from './report-design.js';

/** Designs as templates: made, read again and made anew. */
@Injectable()
export class DesignsService {
  constructor(
    private readonly compiler: DesignCompiler,
    private readonly templates: TemplatesService,
    private readonly reader: TemplateReader,
  ) {}

  async check(caller: Principal, design: ReportDesign, buCode?: string): Promise<DesignCheck> {
    const judged = await this.compiler.judge(caller, design, buCode);
    const problems = 'faults' in judged ? judged.faults : [];
    return { ok: problems.length === 0, problems };
  }

  async create(author: Author, design: ReportDesign): Promise<Answer<object>> {
    const compiled = await this.compiler.compile(author.caller, design);
    return this.templates.build(author, compiled.given, builtOf(design, compiled));
  }

  /** The design as it would be built again. Throws `not-built`, and `design-outdated` unless told to overwrite. */
  async read(caller: Principal, id: string, overwrite: boolean): Promise<DesignedTemplate> {
    const row = await this.reader.find(caller, id);
    const design = currentDesign(row);
    if (!design) throw notBuilt(row);
    if (!overwrite) requireCurrent(row);
    return { id: row.id, version: row.version, is_outdated: isOutdated(row), design };
  }

  /** A new version of the template. Overwriting takes a template that never had a design, too. */
  async replace(author: Author, id: string, design: ReportDesign, overwrite: boolean): Promise<TemplateRow> {
    // What is not there, or not theirs to see, is said before what is wrong with the design.
    await this.reader.find(author.caller, id);
    const compiled = await this.compiler.compile(author.caller, design);
    return this.templates.rebuild(author, id, compiled.given, builtOf(design, compiled), (row) => {
      if (row.kind === 'print' || (row.design === null && !overwrite)) throw notBuilt(row);
      if (!overwrite) requireCurrent(row);
    });
  }
}

function builtOf(design: ReportDesign, { source, fields }: CompiledDesign): BuiltPart {
  return { design: keptDesign(design, fields), lore: source.lore };
}

function requireCurrent(row: TemplateRow): void {
  if (!isOutdated(row)) return;
  throw DesignOutdated.error(
    'The template was changed by hand since it was built; ?overwrite=true takes the design all the same.',
    { facts: { version: row.version } },
  );
}

function notBuilt({ kind }: TemplateRow) {
  return NotBuilt.error(
    kind === 'print'
      ? 'A print template is no report; the builder cannot make one.'
      : 'The template was not made with the builder; put a design with ?overwrite=true to replace its layout.',
  );
}
