import { MemorySink } from '../../testing/memory-sink.js';
import { PdfFile } from './pdf-file.js';

async function write(sink: MemorySink, size = 10): Promise<string> {
  const file = new PdfFile(sink);
  const [late, first, second] = [file.allocate(), file.allocate(), file.allocate()];
  file.object(first, '<</A 1>>');
  file.stream(second, '', Buffer.alloc(size, 'x'));
  await file.room();
  file.object(late, '<</B 2>>');
  await file.finish(late, first);
  return sink.bytes.toString('latin1');
}

describe('a PDF file', () => {
  it.each([10, 65_536, 200_000])(
    'points to each object where it stands, past a stream of %i bytes',
    async (size) => {
      const text = await write(new MemorySink(), size);
      const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
      expect(text.slice(start, start + 4)).toBe('xref');
      const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map((match) =>
        Number(match[1]),
      );
      offsets.forEach((offset, index) =>
        expect(text.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj`)),
      );
      expect(offsets).toHaveLength(3);
    },
  );

  it('is identified by its content', async () => {
    const id = async (size: number) => /\/ID\[(.*?)\]/.exec(await write(new MemorySink(), size))?.[1];
    expect(await id(10)).toBe(await id(10));
    expect(await id(10)).not.toBe(await id(11));
  });

  it('writes nothing to a sink that asked to wait', async () => {
    const sink = new MemorySink(true);
    await write(sink, 500_000);
    expect(sink.chunks.length).toBeGreaterThan(7);
    expect(sink.waits).toBe(sink.chunks.length);
  });

  it('passes on what the sink throws', async () => {
    const sink = {
      write: () => {
        throw new Error('disk full');
      },
      drained: async () => {},
    };
    const file = new PdfFile(sink);
    await expect(file.finish(1, 1)).rejects.toThrow('disk full');
  });
});
