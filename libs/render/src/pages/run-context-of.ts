import { localInstant, pageSize, type RunContext } from '@galley/layout';
import type { RenderInput } from '../contract.js';

const DEFAULT_PAGE = { width: 595.28, height: 841.89 };

/** What a layout may know of its run. */
export function runContextOf({ document, options, assets }: RenderInput): RunContext {
  return {
    locale: document.locale,
    timezone: document.timezone,
    now: localInstant(document.generated_at, document.timezone).iso,
    title: document.title,
    organization: document.organization,
    currency: document.currency ?? null,
    parameters: document.values ?? {},
    page: pageOf(options),
    assets: assets ?? new Map(),
    watermark: options.pdf?.watermark ?? null,
  };
}

function pageOf({ page_size, orientation }: RenderInput['options']): RunContext['page'] {
  const { width, height } = pageSize(page_size ?? '') ?? DEFAULT_PAGE;
  return orientation === 'landscape' ? { width: height, height: width } : { width, height };
}
