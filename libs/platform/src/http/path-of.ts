/** The path of a request target, without the query: queries may carry what no answer or log should repeat. */
export function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
