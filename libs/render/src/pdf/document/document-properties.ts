/** What a document says of itself beside its pages. */
export interface DocumentProperties {
  readonly title: string;
  readonly author: string;
  readonly subject?: string | null;
  readonly keywords?: string | null;
  /** The program in which it was made; absent = the producer of the file. */
  readonly creator?: string;
  /** ISO-8601 instant. */
  readonly created: string;
  /** BCP 47. */
  readonly language: string;
}
