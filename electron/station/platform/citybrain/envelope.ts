import smCrypto from 'sm-crypto';

/** One message before it is sealed. */
export interface Message {
  /** The business parameters, a JSON object. */
  params: string;
  /** message_id: unique, at most 64 characters (1.5). */
  id: string;
  /** timestamp: `yyyy-MM-dd HH:mm:ss` in Beijing time (1.5). */
  timestamp: string;
}

/** What the platform gave out to this lot. The secret is 16 ASCII characters: as bytes they are the key of SM4. */
export interface Account {
  appId: string;
  appSecret: string;
}

/**
 * The body of a request (1.5): the parameters under SM4-ECB with PKCS#7 padding, in base64, beside the common ones. A
 * picture goes into the parameters as `snapshot`, in base64; then this takes tens of milliseconds (see `sealing.ts`).
 * The result has a buffer of its own, so that it can be handed to another thread.
 */
export function seal(message: Message, picture: Uint8Array | null, account: Account): Uint8Array<ArrayBuffer> {
  const params = picture === null ? message.params : withSnapshot(message.params, picture);
  const body = {
    app_id: account.appId,
    message_id: message.id,
    encrypted_data: Buffer.from(encrypt(params, account.appSecret)).toString('base64'),
    timestamp: message.timestamp,
  };
  return new TextEncoder().encode(JSON.stringify(body));
}

function withSnapshot(params: string, picture: Uint8Array): string {
  const snapshot = Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength).toString('base64');
  return JSON.stringify({ ...(JSON.parse(params) as object), snapshot });
}

/** Bytes in and out: the library's own way over text takes twice as long. */
const encrypt = (text: string, appSecret: string): number[] =>
  smCrypto.sm4.encrypt(Buffer.from(text, 'utf8'), Buffer.from(appSecret, 'ascii'), {
    mode: 'ecb',
    padding: 'pkcs#7',
    output: 'array',
  });
