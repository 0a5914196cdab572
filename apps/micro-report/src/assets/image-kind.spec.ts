import { imageKind } from './image-kind.js';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEklEQVR4nGP4z8DAAMQMEAoAHvYD/Z5M6bIAAAAASUVORK5CYII=';
const GIF = 'R0lGODlhAQACAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAIAAAICRAoAOw==';
const segment = (marker: number, body: readonly number[]) => [0xff, marker, 0, body.length + 2, ...body];
const JPEG = Buffer.from([
  0xff,
  0xd8,
  ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0]),
  ...segment(0xc4, [1, 2, 3]),
  ...segment(0xc2, [8, 0, 20, 0, 30, 3]),
]);

describe('a stored picture', () => {
  it.each([
    ['PNG', Buffer.from(PNG, 'base64'), { media_type: 'image/png', width: 2, height: 3 }],
    ['GIF', Buffer.from(GIF, 'base64'), { media_type: 'image/gif', width: 1, height: 2 }],
    ['JPEG', JPEG, { media_type: 'image/jpeg', width: 30, height: 20 }],
  ])('is known as %s by its first bytes', (_, bytes, kind) => {
    expect(imageKind(bytes)).toEqual(kind);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a name of PNG alone', Buffer.from(PNG, 'base64').subarray(0, 12)],
    ['a JPEG without a frame', JPEG.subarray(0, 12)],
    ['a JPEG of endless fillers', Buffer.concat([JPEG.subarray(0, 2), Buffer.alloc(1_000_000, 0xff)])],
    ['a picture without width', Buffer.concat([Buffer.from('GIF89a'), Buffer.from([0, 0, 1, 0])])],
  ])('is not %s', (_, bytes) => {
    expect(imageKind(bytes)).toBeNull();
  });
});
