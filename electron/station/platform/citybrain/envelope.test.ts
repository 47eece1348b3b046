import { sm4 } from 'sm-crypto-v2';
import { expect, it } from 'vitest';
import { seal } from './envelope.ts';

/** The worked example of 3.1, with the letters that its print confuses put right. */
const VECTOR = {
  appSecret: 'bb0873ce314c42f7',
  params:
    '{"out_order_no":"2c1e61a6-b4a9-498c-8755-7bf8fab2dd8c","plate_no":"闽A12345","car_type":"normal","price":2000,"should_pay":1000}',
  encrypted:
    '/bqVYY8X2BjhK58lyQG111SIBZa4J+PWX9Al+OoKS8GNZOZKyujjWwUJTKzFRvNwp1+nZAIHDk7WKlyyvfrDWQeBMpn85E5gdBRbq9QjP1X/yY33TECkAZCKPZNS6NcHhHgsRRl6M03FNzVPMdBLuPp8j+Ux9Hsp0i8Xjk603HDY5FcpkZBKOEwW0hH/vgeM',
};
const account = { appId: 'ae145d83e56cb332', appSecret: VECTOR.appSecret };
const message = {
  params: VECTOR.params,
  id: '4c322421-e6f2-444e-a65e-03b49b330f66',
  timestamp: '2019-10-04 13:36:04',
};

const open = (body: Uint8Array) => JSON.parse(Buffer.from(body).toString()) as Record<string, string>;
/** Another implementation of the cipher than the one that sealed. */
const decrypt = (encrypted: string): unknown =>
  JSON.parse(
    Buffer.from(
      sm4.decrypt(Buffer.from(encrypted, 'base64'), Buffer.from(VECTOR.appSecret), { output: 'array' }),
    ).toString(),
  );

it('seals the example of 3.1 to the letter', () => {
  expect(open(seal(message, null, account))).toEqual({
    app_id: 'ae145d83e56cb332',
    message_id: '4c322421-e6f2-444e-a65e-03b49b330f66',
    encrypted_data: VECTOR.encrypted,
    timestamp: '2019-10-04 13:36:04',
  });
});

it('a picture becomes the snapshot: base64 without a prefix, also when it is a part of a larger buffer', () => {
  const picture = Uint8Array.from([9, 9, 0xff, 0xd8, 0xff, 0xd9, 9]).subarray(2, 6);
  const { encrypted_data } = open(seal({ ...message, params: '{"event":"away"}' }, picture, account));
  expect(decrypt(encrypted_data ?? '')).toEqual({ event: 'away', snapshot: '/9j/2Q==' });
});

it.each([0, 1, 14, 15, 16, 17, 31])('a text of %i more characters is padded so that the other side opens it', (n) => {
  const params = JSON.stringify({ text: '甲'.repeat(n) });
  const { encrypted_data } = open(seal({ ...message, params }, null, account));
  expect(decrypt(encrypted_data ?? '')).toEqual(JSON.parse(params));
});
