import {
  type ContentsDesign,
  type CoverDesign,
  type Layout,
  type PartSection,
  phrasesFor,
  type SectionFrame,
  type TextDesign,
} from '@galley/layout';
import type { RenderInput } from '../../contract.js';
import { namedDataset } from '../../figures/named-dataset.js';
import { printedText } from '../../groups/printed-text.js';
import { coverTexts } from '../../pages/cover-texts.js';
import { markdownBlocks } from '../../pages/markdown-blocks.js';
import type { RunDatasets } from '../../pages/run-datasets.js';
import { sectionTitle, sectionTitles } from '../../pages/section-titles.js';
import { textScopes } from '../../pages/text-scopes.js';
import { plainParagraphs } from './plain-paragraphs.js';
import { PROSE_WIDTH, ProseSheet } from './prose-sheet.js';
import type { WorkbookDraft } from './workbook-draft.js';

const TITLE = { font: 'title', wrap: true } as const;
const BOLD = { font: 'bold', wrap: true } as const;
const WRAPPED = { wrap: true } as const;
const STAMP = { font: 'bold', color: 'FFB21C1C' } as const;
const LINK = { color: 'FF0545AD' } as const;
/** Characters of the labels and the values of a cover. */
const FACT_WIDTHS = [32, 78];

/** Writes the sheets of cover, contents and text. Errors: `LayoutError`, `ExpressionError`, `DatasetStreamError`. */
export class PartSheets {
  /** Lists of contents, which are written when all sheets have their names. */
  private readonly waiting: { readonly place: number; readonly design: ContentsDesign }[] = [];
  /** Names of the first sheets of sections. */
  private readonly sheets = new Map<number, string>();

  constructor(
    private readonly draft: WorkbookDraft,
    private readonly input: RenderInput,
    private readonly layout: Layout,
    private readonly datasets: RunDatasets,
  ) {}

  async write(section: PartSection): Promise<void> {
    const place = this.draft.entries.length;
    const { design } = section;
    if (section.kind === 'contents') this.waiting.push({ place, design });
    else await this.written(place, section);
    const title = section.kind === 'cover' ? null : sectionTitle(design.title, this.input.document);
    const fallback = FALLBACKS[section.kind];
    const name = this.draft.names.take(design.name ?? title ?? fallback, fallback);
    this.draft.entries.push({ name, filter: null });
  }

  /** The sheets from a place on are those of a section. */
  belongs(section: number, place: number): void {
    const sheet = this.draft.entries[place];
    if (sheet) this.sheets.set(section, sheet.name);
  }

  /** Writes what waited for the names of the sheets. */
  async finish(): Promise<void> {
    const titles = sectionTitles(this.layout, this.input.document);
    for (const { place, design } of this.waiting) {
      const sheet = new ProseSheet(this.draft, place, [PROSE_WIDTH], design.direction);
      await this.titles(sheet, design);
      for (const { section, title } of titles) {
        const target = this.sheets.get(section);
        await sheet.line({ text: title, ...(target !== undefined && { sheet: target, look: LINK }) });
      }
      await sheet.close();
    }
  }

  private async written(place: number, section: Exclude<PartSection, { kind: 'contents' }>): Promise<void> {
    const widths = section.kind === 'cover' ? FACT_WIDTHS : [PROSE_WIDTH];
    const sheet = new ProseSheet(this.draft, place, widths, section.design.direction);
    try {
      if (section.kind === 'cover') await this.cover(sheet, section.design);
      else await this.text(sheet, section.design);
      await sheet.close();
    } catch (error) {
      sheet.abandon();
      throw error;
    }
  }

  private async cover(sheet: ProseSheet, design: CoverDesign): Promise<void> {
    const { datasets, input } = this;
    const opened = design.source === null ? datasets.primary : await namedDataset(datasets, design.source);
    const texts = await coverTexts(input, design, opened);
    await sheet.line({ text: texts.organization, look: { font: 'bold' } });
    if (texts.stamp !== null) await sheet.line({ text: texts.stamp, look: STAMP });
    await sheet.line();
    await sheet.line({ text: texts.title, look: { font: 'title' } });
    if (texts.subtitle !== null) await sheet.line({ text: texts.subtitle });
    await sheet.line();
    for (const { label, value } of texts.facts) {
      await sheet.line({ text: label, look: BOLD }, { text: value, look: WRAPPED });
    }
    await sheet.line();
    await sheet.line({ text: texts.generated });
  }

  private async text(sheet: ProseSheet, design: TextDesign): Promise<void> {
    const { datasets, input } = this;
    await this.titles(sheet, design);
    let isEmpty = true;
    for await (const scope of textScopes(design, datasets, input.document)) {
      const heading = design.heading === null ? '' : printedText(design.heading, scope).trim();
      if (heading !== '') await sheet.line({ text: heading, look: BOLD });
      for (const paragraph of design.paragraphs) {
        for (const block of markdownBlocks(printedText(paragraph, scope))) {
          isEmpty = false;
          await this.paragraphs(sheet, block);
        }
      }
    }
    if (isEmpty) await sheet.line({ text: phrasesFor(input.document.locale).no_data });
    for (const note of design.notes) await this.paragraphs(sheet, note);
  }

  private async paragraphs(sheet: ProseSheet, block: string): Promise<void> {
    const look = block.startsWith('#') ? BOLD : WRAPPED;
    for (const text of plainParagraphs(block, 'markdown')) await sheet.line({ text, look });
  }

  private async titles(sheet: ProseSheet, { title, subtitle }: SectionFrame): Promise<void> {
    const { document } = this.input;
    const [said, below] = [sectionTitle(title, document), sectionTitle(subtitle, document)];
    if (said !== null) await sheet.line({ text: said, look: TITLE });
    if (below !== null) await sheet.line({ text: below, look: WRAPPED });
    if (said !== null || below !== null) await sheet.line();
  }
}

const FALLBACKS = { cover: 'Cover', contents: 'Contents', text: 'Text' } as const;
