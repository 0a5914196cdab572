const BLANK_LINES = /\n(?:[ \t]*\n)+/;

/**
 * The paragraphs, headings and lists of a Markdown text, each by itself: a text of many pages is then set block by block. What
 * is indented belongs to the block above it.
 */
export function markdownBlocks(text: string): string[] {
  const blocks: string[] = [];
  for (const piece of text.replaceAll('\r\n', '\n').trim().split(BLANK_LINES)) {
    if (piece === '') continue;
    const above = /^[ \t]/.test(piece) ? blocks.pop() : undefined;
    blocks.push(above === undefined ? piece.trim() : `${above}\n\n${piece.trimEnd()}`);
  }
  return blocks;
}
