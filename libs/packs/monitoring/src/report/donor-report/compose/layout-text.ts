/** A text as a layout's template says it: nothing in it is an expression. */
export function layoutText(text: string): string {
  return text.replaceAll('[', '["["]');
}
