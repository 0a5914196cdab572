import { hashSharePassword, isSharePassword } from './share-password.js';

describe('the password of a link', () => {
  it('is kept as a scrypt hash with a salt of its own', async () => {
    const [first, second] = [await hashSharePassword('same'), await hashSharePassword('same')];
    expect(first).toMatch(/^scrypt\$16384\$8\$1\$/);
    expect(first).not.toBe(second);
    expect(first).not.toContain('same');
    expect([await isSharePassword('same', first), await isSharePassword('same', second)]).toEqual([
      true,
      true,
    ]);
  });

  it('is another one with another letter, and the same in another spelling of its accents', async () => {
    const hash = await hashSharePassword('Ærlig måne');
    expect(await isSharePassword('ærlig måne', hash)).toBe(false);
    expect(await isSharePassword('Ærlig måne'.normalize('NFD'), hash)).toBe(true);
  });

  it.each(['', 'broken', 'scrypt$1$1$1$$', 'md5$0$0$0$aa$bb'])(
    'is right for no hash like %j',
    async (hash) => {
      expect(await isSharePassword('same', hash)).toBe(false);
    },
  );
});
