import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** What somebody who has opened the file may do: print (well), copy, have it read aloud; not change it. */
const PERMISSIONS = -3904 | 4 | 16 | 512 | 2048;
/** Bytes of a password that count (ISO 32000-2, 7.6.4.3.3). */
const MAX_PASSWORD = 127;
const BLOCK = 16;
const ROUNDS = 64;
const NO_BYTES = Buffer.alloc(0);
const NO_VECTOR = Buffer.alloc(BLOCK);

/**
 * Encrypts a file's strings and streams, metadata included, with AES-256 (ISO 32000-2, 7.6: version 5, revision 6). The
 * password opens it; the owner's password is random and nobody's. Keys and vectors are random: equal input gives other bytes.
 */
export class FileEncryption {
  /** The encryption dictionary, itself not encrypted. */
  readonly dictionary: string;
  private readonly key = randomBytes(32);

  constructor(password: string) {
    const user = Buffer.from(password.normalize('NFKC')).subarray(0, MAX_PASSWORD);
    const u = this.entries(user, NO_BYTES);
    const o = this.entries(randomBytes(32), u.check);
    const strings = { U: u.check, UE: u.key, O: o.check, OE: o.key, Perms: this.permissions() };
    const hex = Object.entries(strings).map(([name, bytes]) => `/${name}<${bytes.toString('hex')}>`);
    this.dictionary =
      `<</Filter/Standard/V 5/R 6/Length 256/P ${PERMISSIONS}${hex.join('')}/EncryptMetadata true` +
      '/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF>>';
  }

  /** A string or stream as it stands in the file: its vector, then the cipher text. */
  encrypt(bytes: Buffer): Buffer {
    const vector = randomBytes(BLOCK);
    const cipher = createCipheriv('aes-256-cbc', this.key, vector);
    return Buffer.concat([vector, cipher.update(bytes), cipher.final()]);
  }

  /** What tells a password to be right, and the file's key under it (algorithms 8 and 9). */
  private entries(password: Buffer, user: Buffer): { check: Buffer; key: Buffer } {
    const [validation, salt] = [randomBytes(8), randomBytes(8)];
    const check = Buffer.concat([hash(password, validation, user), validation, salt]);
    const cipher = createCipheriv('aes-256-cbc', hash(password, salt, user), NO_VECTOR).setAutoPadding(false);
    return { check, key: cipher.update(this.key) };
  }

  /** The permissions again, so that nobody changes them (algorithm 10). */
  private permissions(): Buffer {
    const block = Buffer.alloc(BLOCK, 0xff);
    block.writeInt32LE(PERMISSIONS, 0);
    block.write('Tadb', 8, 'latin1');
    randomBytes(4).copy(block, 12);
    return createCipheriv('aes-256-ecb', this.key, null).setAutoPadding(false).update(block);
  }
}

/** Algorithm 2.B: slow on purpose, in rounds whose hash depends on what they encrypt. */
function hash(password: Buffer, salt: Buffer, user: Buffer): Buffer {
  let key = createHash('sha256').update(password).update(salt).update(user).digest();
  for (let round = 0, last = 0; round < ROUNDS || last > round - 32; round++) {
    const once = Buffer.concat([password, key, user]);
    const block = Buffer.concat(Array.from({ length: 64 }, () => once));
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32));
    const encrypted = cipher.setAutoPadding(false).update(block);
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = createHash(['sha256', 'sha384', 'sha512'][remainder] ?? 'sha256')
      .update(encrypted)
      .digest();
    last = encrypted.at(-1) ?? 0;
  }
  return key.subarray(0, 32);
}
