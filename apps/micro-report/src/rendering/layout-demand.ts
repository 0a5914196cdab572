import type { DatasetRequest } from '@galley/dataset';
import { layoutNeeds, LayoutError, sourceKey, type Layout, type LayoutHints } from '@galley/layout';
import { readNamedDatasets, signatureConfigSchema } from '@galley/template';
import { LayoutLibrary, type LayoutText } from './layout-library.js';
import { layoutFailure } from './micro-data-failures.js';
import { RunFailure } from './run-failure.js';

/** The parts of a template that decide how it is laid out. */
export interface LaidOut {
  readonly content: string;
  readonly signature_config: unknown;
  readonly orientation: LayoutHints['orientation'];
  readonly branding: unknown;
  readonly datasets: unknown;
}

/** What the layout of a template wants of a run. */
export interface LayoutDemand {
  readonly text: LayoutText;
  /** Names of the stored pictures it shows. */
  readonly assets: readonly string[];
  /** The stored picture that also answers to `logo`: the template's `branding.logo`. */
  readonly logo: string | null;
  /** The template's default options over what the layout itself groups and totals by. */
  optionsOver(defaults: unknown): unknown;
  /** The request, in the order that the layout wants where nobody wished another. */
  ordered(request: DatasetRequest): DatasetRequest;
}

const layouts = new LayoutLibrary();

/** Throws `RunFailure`: a layout that cannot be read, or that needs a dataset its template does not have. */
export function layoutDemand(template: LaidOut, locale: string): LayoutDemand {
  const text = layoutText(template, locale);
  const layout = readAgain(text);
  const names = readNamedDatasets(template.datasets, '/datasets').map(({ name }) => name);
  const needs = layoutNeeds(layout, names);
  const logo = logoOf(template.branding);
  const missing = missingDatasets(layout, names);
  if (missing.length > 0) {
    const message = `The layout shows the dataset ${missing.join(', ')}, which the template does not have.`;
    throw new RunFailure('final', 'layout-data-missing', message);
  }
  return {
    text,
    assets: [...new Set([...needs.assets, ...(logo === null ? [] : [logo])])],
    logo,
    optionsOver: (defaults) => defaults,
    ordered: (request) =>
      request.order_by?.length || needs.order_by.length === 0
        ? request
        : { ...request, order_by: needs.order_by },
  };
}

export function layoutText({ content, signature_config, orientation }: LaidOut, locale: string): LayoutText {
  const signatures = signatureConfigSchema.nullable().safeParse(signature_config ?? null);
  return { content, hints: { signature_config: signatures.data ?? null, orientation, locale } };
}

/** Datasets that a layout shows and its template does not have. */
export function missingDatasets(layout: Layout, names: readonly string[]): readonly string[] {
  const known = new Set(names.map(sourceKey));
  return layoutNeeds(layout, names).datasets.filter((name) => !known.has(sourceKey(name)));
}

function logoOf(branding: unknown): string | null {
  if (typeof branding !== 'object' || branding === null || !('logo' in branding)) return null;
  return typeof branding.logo === 'string' && branding.logo !== '' ? branding.logo : null;
}

function readAgain(text: LayoutText): Layout {
  try {
    return layouts.read(text);
  } catch (error) {
    throw error instanceof LayoutError ? layoutFailure(error) : error;
  }
}
