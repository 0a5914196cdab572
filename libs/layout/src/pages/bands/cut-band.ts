import { type BuiltBand, frameOf } from './band-items.js';

/** What fits on no page, even alone: its lower end is not printed. */
export function cutBand(built: BuiltBand, room: number): BuiltBand {
  if (room <= 0) return built;
  const items = built.items.filter((item) => frameOf(item).y < room);
  for (const item of items) {
    const frame = frameOf(item);
    if (frame.height > 0) frame.height = Math.min(frame.height, room - frame.y);
  }
  return { ...built, height: room, items };
}
