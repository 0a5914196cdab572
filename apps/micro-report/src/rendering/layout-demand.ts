import type { DatasetRequest } from '@galley/dataset';
import {
  designedRequest,
  layoutNeeds,
  LayoutError,
  sourceKey,
  type DesignedRequest,
  type Layout,
  type LayoutHints,
  type LayoutNeeds,
} from '@galley/layout';
import { readNamedDatasets, readRunOptions, signatureConfigSchema, type RunOptions } from '@galley/template';
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
  readonly template_config: unknown;
  readonly include_charts: boolean;
  readonly include_tables: boolean;
  readonly include_summary: boolean;
}

/** What the layout of a template wants of a run. */
export interface LayoutDemand {
  readonly text: LayoutText;
  /** Names of the stored pictures it shows. */
  readonly assets: readonly string[];
  /** The stored picture that also answers to `logo`: the template's `branding.logo`. */
  readonly logo: string | null;
  /** The template's default options, completed by what the layout itself groups, totals and sorts by. */
  optionsOver(defaults: unknown): RunOptions;
  /** The request, in the order that the layout wants where nobody wished another. */
  ordered(request: DatasetRequest): DatasetRequest;
  /** The request for a further dataset, with the groups, totals and order that the layout shows of it. */
  designed(name: string, request: DatasetRequest): DatasetRequest;
}

const layouts = new LayoutLibrary();

/** Throws `RunFailure`: a layout that cannot be read, or that needs a dataset its template does not have. */
export function layoutDemand(template: LaidOut, locale: string): LayoutDemand {
  const text = layoutText(template, locale);
  const layout = readAgain(text);
  const names = readNamedDatasets(template.datasets, '/datasets').map(({ name }) => name);
  const { needs, missing, design } = findingsOf(layout, names);
  const logo = brandingText(template.branding, 'logo');
  if (missing.length > 0) {
    const message = `The layout shows the dataset ${missing.join(', ')}, which the template does not have.`;
    throw new RunFailure('final', 'layout-data-missing', message);
  }
  return {
    text,
    assets: [...new Set([...needs.assets, ...(logo === null ? [] : [logo])])],
    logo,
    optionsOver: (defaults) => withDesign(readRunOptions(defaults, '/default_options'), design),
    ordered: (request) =>
      request.order_by?.length || needs.order_by.length === 0
        ? request
        : { ...request, order_by: needs.order_by },
    designed: (name, request) => withNamedDesign(request, designedRequest(layout, name)),
  };
}

interface Findings {
  readonly names: string;
  readonly needs: LayoutNeeds;
  readonly missing: readonly string[];
  readonly design: DesignedRequest | null;
}

/** What was found in a layout before: a print is planned in less time than its layout is walked through. */
const found = new WeakMap<Layout, Findings>();

function findingsOf(layout: Layout, names: readonly string[]): Findings {
  const key = JSON.stringify(names);
  const known = found.get(layout);
  if (known?.names === key) return known;
  const findings = {
    names: key,
    needs: layoutNeeds(layout, names),
    missing: missingDatasets(layout, names),
    design: designedRequest(layout),
  };
  found.set(layout, findings);
  return findings;
}

/** What the template says itself wins; totals of both are shown. */
function withDesign(options: RunOptions, design: DesignedRequest | null): RunOptions {
  if (!design) return options;
  const { group_by, sort_by, totals } = options;
  const stated = totals ?? [];
  const more = design.totals.filter(
    (one) => !stated.some(({ column, aggregate }) => column === one.column && aggregate === one.aggregate),
  );
  return {
    ...options,
    group_by: group_by?.length ? group_by : [...design.group_by],
    sort_by: sort_by?.length ? sort_by : [...design.order_by],
    totals: [...stated, ...more],
  };
}

function withNamedDesign(request: DatasetRequest, design: DesignedRequest | null): DatasetRequest {
  if (!design) return request;
  return {
    ...request,
    ...(design.group_by.length ? { group_by: design.group_by } : {}),
    ...(design.totals.length ? { totals: design.totals } : {}),
    ...(request.order_by?.length || design.order_by.length === 0 ? {} : { order_by: design.order_by }),
  };
}

export function layoutText(template: LaidOut, locale: string): LayoutText {
  const { content, signature_config, orientation, branding } = template;
  const signatures = signatureConfigSchema.nullable().safeParse(signature_config ?? null);
  return {
    content,
    hints: {
      signature_config: signatures.data ?? null,
      orientation,
      locale,
      accent: accentOf(branding),
      parts: partsOf(template),
    },
  };
}

/** Which parts of the layout the template shows: its own names, and the three that every layout knows. */
function partsOf({ template_config, include_charts, include_tables, include_summary }: LaidOut) {
  const isNamed = typeof template_config === 'object' && template_config !== null;
  return { ...(isNamed && template_config), include_charts, include_tables, include_summary };
}

/** Datasets that a layout shows and its template does not have. */
export function missingDatasets(layout: Layout, names: readonly string[]): readonly string[] {
  const known = new Set(names.map(sourceKey));
  return layoutNeeds(layout, names).datasets.filter((name) => !known.has(sourceKey(name)));
}

const COLOR = /^#[0-9A-Fa-f]{6}$/;

function accentOf(branding: unknown): string | null {
  const accent = brandingText(branding, 'accent');
  return accent !== null && COLOR.test(accent) ? accent : null;
}

function brandingText(branding: unknown, key: string): string | null {
  if (typeof branding !== 'object' || branding === null) return null;
  const value = Object.hasOwn(branding, key) ? (branding as Readonly<Record<string, unknown>>)[key] : null;
  return typeof value === 'string' && value !== '' ? value : null;
}

function readAgain(text: LayoutText): Layout {
  try {
    return layouts.read(text);
  } catch (error) {
    throw error instanceof LayoutError ? layoutFailure(error) : error;
  }
}
