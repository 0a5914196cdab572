import { pageSize, type RunContext } from '@galley/layout';
import type { RenderInput } from '../contract.js';

const DEFAULT_PAGE = { width: 595.28, height: 841.89 };
const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a layout may know of its run. */
export function runContextOf({ document, options, assets }: RenderInput): RunContext {
  return {
    locale: document.locale,
    timezone: document.timezone,
    now: localTime(document.generated_at, document.timezone),
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

/** A UTC instant as PostgreSQL writes it in a zone, without the zone: `2026-06-30 23:59:59`. */
function localTime(instant: string, timezone: string): string {
  let clock = clocks.get(timezone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', {
      calendar: 'gregory',
      numberingSystem: 'latn',
      timeZone: timezone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    clocks.set(timezone, clock);
  }
  return clock.format(new Date(instant));
}
