/** Members that hold decimals as text. */
const HOURS: readonly string[] = ['hours', 'mentor_hours'];

/** JSON pointer of the first figure below zero, at whatever depth; null = there is none (BU-V-11). */
export function negativeFigure(value: unknown, pointer = ''): string | null {
  if (typeof value === 'number') return value < 0 ? pointer : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, member] of Object.entries(value)) {
    const place = `${pointer}/${name}`;
    if (HOURS.includes(name) && typeof member === 'string' && Number(member) < 0) return place;
    const found = negativeFigure(member, place);
    if (found !== null) return found;
  }
  return null;
}
