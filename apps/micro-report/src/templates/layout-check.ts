import { layoutNeeds, LayoutError, type Layout } from '@galley/layout';
import { Invalid, type SqlTx } from '@galley/platform';
import { readNamedDatasets, type TemplateFields } from '@galley/template';
import { assetNames } from '../assets/asset-names.js';
import { layoutText, missingDatasets, type LaidOut } from '../rendering/layout-demand.js';
import { LayoutLibrary } from '../rendering/layout-library.js';
import type { CheckProblem, LayoutCheck } from './template-resources.js';

const MAX_LISTED = 200;

const layouts = new LayoutLibrary();

type Checked = LaidOut & { readonly locale: string | null };

/** What of a template's layout is drawn, what is printed instead of the rest, and what a run would miss. */
export async function checkLayout(
  tx: SqlTx,
  organizationId: string,
  template: Checked,
): Promise<LayoutCheck> {
  try {
    const layout = layouts.read(layoutText(template, template.locale ?? 'en'));
    const problems = [
      ...dataProblems(layout, template),
      ...(await assetProblems(tx, organizationId, layout)),
    ];
    const unsupported = layout.unsupported.slice(0, MAX_LISTED);
    return { ok: unsupported.length + problems.length === 0, kind: layout.kind, unsupported, problems };
  } catch (error) {
    if (!(error instanceof LayoutError)) throw error;
    return { ok: false, kind: 'unknown', unsupported: [], problems: [problem(error.code, detailOf(error))] };
  }
}

/** `invalid`, with a pointer to the content, for a layout that cannot be read at all. */
export function requireReadableLayout(fields: TemplateFields): void {
  try {
    layouts.read(layoutText(fields, fields.locale ?? 'en'));
  } catch (error) {
    if (!(error instanceof LayoutError)) throw error;
    const pointer = error.at?.startsWith('/') ? `/content${error.at}` : '/content';
    throw Invalid.error(`The layout cannot be read: ${detailOf(error)}`, {
      errors: [{ pointer, detail: detailOf(error) }],
    });
  }
}

function dataProblems(layout: Layout, { datasets }: Checked): CheckProblem[] {
  const names = readNamedDatasets(datasets, '/datasets').map(({ name }) => name);
  return missingDatasets(layout, names).map((name) =>
    problem('layout-data-missing', `The layout shows the dataset ${name}, which the template does not have.`),
  );
}

/** A picture that is not there leaves its place empty: told, for nobody sees it before it is printed. */
async function assetProblems(tx: SqlTx, organizationId: string, layout: Layout): Promise<CheckProblem[]> {
  const { assets } = layoutNeeds(layout, []);
  const known = await assetNames(tx, organizationId, assets);
  return assets
    .filter((name) => name !== 'logo' && !known.has(name))
    .map((name) => problem('asset-missing', `There is no stored picture called ${name}.`));
}

function detailOf({ message, at }: LayoutError): string {
  return at === null ? message : `${message} (${at})`;
}

function problem(code: string, detail: string): CheckProblem {
  return { code, detail, bu_code: null, dataset: null };
}
