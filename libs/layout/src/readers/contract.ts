import type { Layout } from '../model/layout.js';

/** What a template says besides its content. */
export interface LayoutHints {
  readonly signature_config: {
    readonly blocks: readonly { key: string; label: string; required: boolean }[];
  } | null;
  readonly orientation: 'portrait' | 'landscape' | 'auto';
  /** Of labels that the product itself writes ("Page 1 of 3"). BCP 47. */
  readonly locale: string;
  /** `#RRGGBB` of the template's branding; wins over the colour that the content names. */
  readonly accent?: string | null;
  /** Which optional parts are shown, by the names that the content gives them; what is not named is shown. */
  readonly parts?: Readonly<Record<string, unknown>>;
}

export interface LayoutReader {
  readonly kind: Layout['kind'];
  /** Whether content, without leading blanks, is of this form. */
  reads(content: string): boolean;
  /** Throws `LayoutError` for what is malformed; what is merely not drawn goes into `unsupported`. */
  read(content: string, hints: LayoutHints): Layout;
}
