/** What the standards themselves print, or fix, of signatures and ciphers. Run through the product's own code. */

/** The product's own ways, as the platforms' parts have them. */
export interface Ciphers {
  /** Table 2: HMAC-SHA256 under the salt, hex. */
  sign(text: string, secret: string): string;
  isSignedBy(signature: string, bytes: Uint8Array, secret: string): boolean;
  /** Table 4. */
  hashedPassword(password: string, secret: string): string;
  /** 1.5 and 3.1 of City Brain: the parameters under SM4-ECB, in base64. */
  encrypt(params: string, appSecret: string): string;
}

/** The example below table 2 of DB4403/T. */
const SIGNATURE = {
  data: 'hello world!',
  secret: '123456',
  sign: '03c6198ea823af32c338b1524d1653ccc065c06af916495a178208189555d428',
};

/** SHA-1 of password and salt (table 4); the text prints none, any other implementation gives this. */
const PASSWORD = { password: 'a-password', secret: '123456', hash: '5bccaa55fb37fcb34003342fd9daa47138fa34fa' };

/** The worked example of 3.1 of City Brain V2.9, with the letters that its print confuses put right. */
const CIPHER = {
  appSecret: 'bb0873ce314c42f7',
  params:
    '{"out_order_no":"2c1e61a6-b4a9-498c-8755-7bf8fab2dd8c","plate_no":"闽A12345","car_type":"normal","price":2000,"should_pay":1000}',
  encrypted:
    '/bqVYY8X2BjhK58lyQG111SIBZa4J+PWX9Al+OoKS8GNZOZKyujjWwUJTKzFRvNwp1+nZAIHDk7WKlyyvfrDWQeBMpn85E5gdBRbq9QjP1X/yY33TECkAZCKPZNS6NcHhHgsRRl6M03FNzVPMdBLuPp8j+Ux9Hsp0i8Xjk603HDY5FcpkZBKOEwW0hH/vgeM',
};

/** Each vector by name, and whether the product's code comes to it. */
export const runVectors = ({ sign, isSignedBy, hashedPassword, encrypt }: Ciphers): Record<string, boolean> => ({
  'db4403-signature': sign(SIGNATURE.data, SIGNATURE.secret) === SIGNATURE.sign,
  'db4403-verify':
    isSignedBy(SIGNATURE.sign, Buffer.from(SIGNATURE.data), SIGNATURE.secret) &&
    !isSignedBy(SIGNATURE.sign, Buffer.from(`${SIGNATURE.data} `), SIGNATURE.secret),
  'db4403-password': hashedPassword(PASSWORD.password, PASSWORD.secret) === PASSWORD.hash,
  'citybrain-sm4': encrypt(CIPHER.params, CIPHER.appSecret) === CIPHER.encrypted,
});
