/** The same for every attempt of a report, whose data never change. */
export function idempotencyKeyOf(reportId: string): string {
  return `bufdir-report-${reportId}`;
}
