import { expect, it } from 'vitest';
import { authorization, digestResponse, offersBasic, parseChallenge, readAuthorization } from './digest.ts';

// RFC 2617, 3.5
const CHALLENGE =
  'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
const ACCOUNT = { user: 'Mufasa', password: 'Circle Of Life' };
const REQUEST = { method: 'GET', uri: '/dir/index.html', count: 1, cnonce: '0a4f113b' };

const challengeOf = (header: string) => {
  const challenge = parseChallenge(header);
  if (challenge === null) throw new Error('no challenge');
  return challenge;
};

it('answers the example of RFC 2617', () => {
  expect(digestResponse(challengeOf(CHALLENGE), ACCOUNT, REQUEST)).toBe('6629fae49393a05397450978507c4ef1');
});

it('answers the example of RFC 7616 under SHA-256', () => {
  const challenge = challengeOf(
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
  );
  const request = { ...REQUEST, cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' };
  expect(digestResponse(challenge, { ...ACCOUNT, password: 'Circle of Life' }, request)).toBe(
    '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
  );
});

it('says all that the device needs, and the count in hexadecimal', () => {
  const fields = readAuthorization(authorization(challengeOf(CHALLENGE), ACCOUNT, { ...REQUEST, count: 26 }));
  expect(Object.fromEntries(fields ?? [])).toMatchObject({
    username: 'Mufasa',
    realm: 'testrealm@host.com',
    nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
    uri: '/dir/index.html',
    qop: 'auth',
    nc: '0000001a',
    cnonce: '0a4f113b',
    opaque: '5ccc069c403ebaf9f0171e9517f40e41',
  });
});

it('an old device without qop gets the older form, without a count', () => {
  const challenge = challengeOf('Digest realm="r", nonce="n"');
  expect(challenge).toEqual({ realm: 'r', nonce: 'n', algorithm: 'MD5', qop: null, opaque: null });
  expect(authorization(challenge, ACCOUNT, REQUEST)).not.toMatch(/nc=|cnonce=/);
});

it('of several challenges takes the first that it can answer', () => {
  const header =
    'Basic realm="x", Digest realm="a", nonce="1", algorithm=MD5-sess, Digest realm="b", nonce="2", qop="auth"';
  expect(parseChallenge(header)).toMatchObject({ realm: 'b', nonce: '2' });
  expect(offersBasic(header)).toBe(true);
});

it.each(['', 'Basic realm="x"', 'Digest realm="x"', 'Digest nonce="x", realm="y", qop="auth-int"', 'Bearer'])(
  'cannot answer %j',
  (header) => {
    expect(parseChallenge(header)).toBeNull();
  },
);
