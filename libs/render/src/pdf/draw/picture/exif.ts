const HEADER = 'Exif\0\0';
const ORIENTATION = 0x0112;
/** More entries than any camera writes. */
const MAX_ENTRIES = 1000;

/** The orientation, 1 to 8, of an Exif segment's body; null when it says none. */
export function exifOrientation(body: Buffer): number | null {
  if (body.toString('latin1', 0, 6) !== HEADER || body.length < 14) return null;
  const tiff = body.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => {
    if (at + 2 > tiff.length) return 0;
    return isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  };
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = Math.min(short(directory), MAX_ENTRIES);
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + entry * 12;
    if (short(at) !== ORIENTATION) continue;
    const value = short(at + 8);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}
