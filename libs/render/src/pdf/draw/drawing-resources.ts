import type { PdfDocument } from '../document/pdf-document.js';
import { resourceName } from '../document/page-resources.js';
import { fine } from './numbers.js';

/** Distinct objects remembered per kind; beyond, equal ones are written again. */
const MAX_REMEMBERED = 20_000;

/** What is written once per file and drawn often: states of opacity, shadings, pictures. */
export class DrawingResources {
  private readonly states = new Map<string, string>();
  private readonly shadings = new Map<string, string>();
  private readonly pictures = new Map<string, string>();

  constructor(readonly pdf: PdfDocument) {}

  /** A graphics state of this opacity, in steps of a hundredth. */
  opacity(alpha: number): string {
    const share = Math.round(Math.min(1, Math.max(0, alpha)) * 100) / 100;
    return this.state(`/ca ${share}/CA ${share}`);
  }

  /** A graphics state; `entries` as the dictionary holds them. */
  state(entries: string): string {
    return remember(this.states, entries, () =>
      resourceName('ExtGState', this.pdf.object(`<</Type/ExtGState${entries}>>`)),
    );
  }

  /** A shading; `entries` as the dictionary holds them, colours red, green, blue. */
  shading(entries: string): string {
    return remember(this.shadings, entries, () =>
      resourceName('Shading', this.pdf.object(`<</ColorSpace/DeviceRGB${entries}>>`)),
    );
  }

  /** A picture by a key that stands for its content; `write` returns its object's number. */
  picture(key: string, write: () => number): string {
    return remember(this.pictures, key, () => resourceName('XObject', write()));
  }
}

/** Colour components as PDF writes them. */
export function rgbOf({ red, green, blue }: { red: number; green: number; blue: number }): string {
  return `${share(red)} ${share(green)} ${share(blue)}`;
}

function share(value: number): string {
  return fine(Math.min(1, Math.max(0, value)));
}

function remember(known: Map<string, string>, key: string, make: () => string): string {
  let name = known.get(key);
  if (name === undefined) {
    if (known.size >= MAX_REMEMBERED) known.clear();
    known.set(key, (name = make()));
  }
  return name;
}
