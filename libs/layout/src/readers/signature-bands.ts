import type { TextTemplate } from '../expressions/contract.js';
import type { Band, Font } from '../model/index.js';
import { bandOf, objectAt } from '../model/plain-objects.js';

const HEIGHT = 84;
/** Between what is signed and who signs. */
const SPACE = 18;

/** Who signs, in the template's words. */
export interface Signer {
  readonly label: TextTemplate;
  /** Printed below the line; null = nothing. */
  readonly name: TextTemplate | null;
  readonly required: boolean;
}

/** The blocks of a `signature_config` side by side below some space, `width` points in all. None without blocks. */
export function signatureBands(signers: readonly Signer[], width: number, font: Font): Band[] {
  if (signers.length === 0) return [];
  return [
    bandOf('SignatureSpace', SPACE),
    bandOf('Signatures', HEIGHT, {
      can_grow: false,
      objects: [
        {
          ...objectAt('SignatureBlocks', { left: 0, top: 0, width, height: HEIGHT }),
          kind: 'signatures',
          blocks: signers,
          font,
          date_label: 'Date',
        },
      ],
    }),
  ];
}
