/** An element of a small XML document. Names as written: prefixes are not resolved. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Characters and CDATA directly inside it, in one piece. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** XML that is malformed, or that asks for more than we read. Line and column count from 1. */
export class XmlError extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
    this.name = 'XmlError';
  }
}

/** Bounds of a document; far above what people write, far below what hurts. */
export interface XmlLimits {
  readonly depth: number;
  readonly elements: number;
  readonly attributes_per_element: number;
  /** UTF-16 units of the whole document. */
  readonly characters: number;
}

export const XML_LIMITS: XmlLimits = {
  depth: 64,
  elements: 50_000,
  attributes_per_element: 500,
  characters: 20_000_000,
};
