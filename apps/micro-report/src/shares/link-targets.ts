import { Injectable } from '@nestjs/common';
import type { SharedDocument } from './share.dto.js';
import type { Visitor } from './shared-files.service.js';

/** What is read behind a link: facts for programs, a page for people. */
export interface SharedReading {
  readonly facts: Omit<SharedDocument, 'downloads'>;
  /** Formats in which it can be taken along. */
  readonly formats: readonly string[];
  /** The page, whose downloads are found at these addresses. */
  readonly page: (downloads: SharedDocument['downloads']) => SharedPage;
}

export interface SharedPage {
  readonly html: string;
  /** Its style and its policy: `pageHeaders`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A file that is made for whoever takes it. */
export interface SharedCopy {
  readonly bytes: Buffer;
  readonly size: number;
  readonly name: string;
  readonly media_type: string;
}

/** Links that lead to something else than a file of the archive. Who makes such links decides what is behind them, and until when. */
export interface LinkTarget {
  readonly name: string;
  /** Whether a token has the form of these links; no two targets take the same form. */
  recognizes(token: string): boolean;
  /** Throws `not-found` and `share-expired`, as a link to a file does. */
  read(token: string): Promise<SharedReading>;
  /** Throws what `read` throws, and `invalid` for a format that is not among its formats. */
  take(token: string, format: string | undefined, visitor: Visitor): Promise<SharedCopy>;
}

/** The one place that knows what links may lead to. Features register themselves in `onModuleInit`. */
@Injectable()
export class LinkTargets {
  readonly #targets: LinkTarget[] = [];

  register(target: LinkTarget): void {
    this.#targets.push(target);
  }

  /** Null = the link is one to a file, or to nothing. */
  of(token: string): LinkTarget | null {
    return this.#targets.find((target) => target.recognizes(token)) ?? null;
  }
}
