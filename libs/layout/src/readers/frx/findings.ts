import type { Unsupported } from '../../model/layout.js';

/** More kinds of findings help nobody. */
const MOST = 200;

/** What a template asks for and we do not draw, gathered while it is read. */
export class Findings {
  private readonly found = new Map<string, { count: number; instead: string }>();

  add(element: string, instead: string): void {
    const known = this.found.get(element);
    if (known) known.count += 1;
    else if (this.found.size < MOST) this.found.set(element.slice(0, 200), { count: 1, instead });
  }

  list(): readonly Unsupported[] {
    return [...this.found].map(([element, { count, instead }]) => ({ element, count, instead }));
  }
}
