import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Secrets as they lie on the disk: AES-256-GCM under the data key, behind a header that is sealed with them. */

export const KEY_BYTES = 32;

const MAGIC = Buffer.from('GHSECRET');
const VERSION = 1;
const HEADER_BYTES = MAGIC.length + 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/** `secrets-key`: there is no key. `secrets-sealed`: not this key's, or changed. `secrets-newer`: of a newer program. */
export type SecretsErrorCode = 'secrets-key' | 'secrets-sealed' | 'secrets-newer';

/** Sealed secrets that cannot be used, in the installer's words. */
export class SecretsError extends Error {
  readonly code: SecretsErrorCode;
  readonly lines: string[];
  constructor(code: SecretsErrorCode, lines: string[]) {
    super(lines.join('; '));
    this.name = 'SecretsError';
    this.code = code;
    this.lines = lines;
  }
}

/** Header (8 bytes of name, 1 of version), nonce (12), tag (16), then what was sealed. `key`: 32 bytes. */
export function seal(plain: Uint8Array, key: Uint8Array): Buffer {
  const header = Buffer.concat([MAGIC, Buffer.of(VERSION)]);
  // A nonce is never used twice: it is drawn, and a site seals a few times in its life.
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(header);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([header, nonce, cipher.getAuthTag(), sealed]);
}

/** What was sealed. Throws `SecretsError` for another key, for a file that was changed, and for one of a newer program. */
export function unseal(file: Uint8Array, key: Uint8Array): Buffer {
  const bytes = Buffer.from(file);
  const header = bytes.subarray(0, HEADER_BYTES);
  if (bytes.length < HEADER_BYTES + NONCE_BYTES + TAG_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC))
    throw new SecretsError('secrets-sealed', ['密钥库 secrets.enc 已损坏，不是本程序写的样子']);
  if (header[MAGIC.length] !== VERSION)
    throw new SecretsError('secrets-newer', ['密钥库 secrets.enc 是更新的程序写的，请安装新版程序']);
  const nonce = bytes.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
  const tag = bytes.subarray(HEADER_BYTES + NONCE_BYTES, HEADER_BYTES + NONCE_BYTES + TAG_BYTES);
  const opened = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(header).setAuthTag(tag);
  const sealed = bytes.subarray(HEADER_BYTES + NONCE_BYTES + TAG_BYTES);
  try {
    return Buffer.concat([opened.update(sealed), opened.final()]);
  } catch {
    throw new SecretsError('secrets-sealed', [
      '密钥库 secrets.enc 打不开：钥匙不是封存时的那一把，或文件被改动过',
      '把原来的钥匙文件放回，或把明文密钥文件重新放进数据目录，再启动',
    ]);
  }
}
