/** Left, centre and right text of a page's head or foot; `[Page]`, `[TotalPages]`, `[Date]`, `[Title]` … Mirrored where lines run right to left. */
export interface RunningText {
  readonly left: string | null;
  readonly center: string | null;
  readonly right: string | null;
}
