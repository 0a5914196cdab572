import type { LayoutCheck } from './template-resources.js';

const ELEMENT = /<([A-Za-z_][\w.-]*)/g;
const COMMENT = /<!--[\s\S]*?-->/g;
const MAX_LISTED = 200;

/**
 * Whether the layout of a template is drawn. Empty content is laid out automatically; every other form is accepted and
 * kept, and what is not drawn yet is listed by element name (XML) or key (JSON).
 */
export function checkLayout(content: string): LayoutCheck {
  const text = content.replace(/^\uFEFF/, '').trim();
  if (text === '') return { ok: true, kind: 'auto', unsupported: [] };
  if (text.startsWith('<')) return unsupported('xml', elementsOf(text));
  const keys = keysOf(text);
  return keys ? unsupported('json', keys) : unsupported('unknown', ['content']);
}

function unsupported(kind: string, elements: readonly string[]): LayoutCheck {
  const counts = new Map<string, number>();
  for (const element of elements) counts.set(element, (counts.get(element) ?? 0) + 1);
  const listed = [...counts].map(([element, count]) => ({ element, count })).slice(0, MAX_LISTED);
  return { ok: false, kind, unsupported: listed };
}

function elementsOf(xml: string): string[] {
  return [...xml.replace(COMMENT, '').matchAll(ELEMENT)].map(([, name = '']) => name);
}

function keysOf(text: string): string[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : null;
  } catch {
    return null;
  }
}
