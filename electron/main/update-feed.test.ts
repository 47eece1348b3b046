import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compareVersions, readFeed } from './update-feed.ts';
import type { FeedGround } from './update-feed.ts';

const { publicKey: key, privateKey } = generateKeyPairSync('ed25519');
const SHA = Buffer.alloc(64, 7).toString('base64');

const feedOf = (
  version: string,
  releaseDate = '2026-01-10T00:00:00.000Z',
  name = `gatehouse-${version}-linux-x64.deb`,
) =>
  Buffer.from(
    [
      `version: ${version}`,
      'files:',
      `  - url: ${name}`,
      `    sha512: ${SHA}`,
      '    size: 1000',
      `releaseDate: '${releaseDate}'`,
      '',
    ].join('\n'),
  );
const signed = (bytes: Buffer, by = privateKey) => sign(null, bytes, by).toString('base64');
const ground: FeedGround = { key, running: '1.4.0', seen: null, suits: (name) => name.endsWith('-linux-x64.deb') };
const read = (bytes: Buffer, over: Partial<FeedGround> = {}, signature: string | null = signed(bytes)) =>
  readFeed(bytes, signature, { ...ground, ...over });
const refused = (why: string) => ({ ok: false, why });

describe('a feed', () => {
  it('that is signed and newer is believed', () => {
    expect(read(feedOf('1.10.0'))).toEqual({
      ok: true,
      release: {
        version: '1.10.0',
        releasedAt: Date.UTC(2026, 0, 10),
        name: 'gatehouse-1.10.0-linux-x64.deb',
        sha512: SHA,
        bytes: 1000,
      },
    });
  });

  it('without a signature, with another key’s, or of other bytes is not', () => {
    const feed = feedOf('2.0.0');
    expect(read(feed, {}, null)).toEqual(refused('unsigned'));
    expect(read(feed, {}, '')).toEqual(refused('forged'));
    expect(read(feed, {}, signed(feed, generateKeyPairSync('ed25519').privateKey))).toEqual(refused('forged'));
    for (let at = 0; at < feed.length; at += 1) {
      const tampered = Buffer.from(feed);
      tampered[at]! ^= 1;
      expect(read(tampered, {}, signed(feed)), `byte ${at}`).toEqual(refused('forged'));
    }
  });

  it('never goes back: not below what runs, nor below what was believed before', () => {
    for (const version of ['1.4.0', '1.3.9', '0.9.9']) expect(read(feedOf(version))).toEqual(refused('not-newer'));
    const seen = { version: '1.6.0', releasedAt: Date.UTC(2026, 0, 20) };
    expect(read(feedOf('1.5.0', '2026-02-01T00:00:00Z'), { seen })).toEqual(refused('replayed'));
    expect(read(feedOf('1.6.0', '2026-01-19T00:00:00Z'), { seen })).toEqual(refused('replayed'));
    expect(read(feedOf('1.6.0', '2026-01-20T00:00:00Z'), { seen }).ok).toBe(true);
  });

  it.each([
    ['no YAML', Buffer.from('version: [')],
    ['nothing', Buffer.from('')],
    ['a file elsewhere', feedOf('2.0.0', undefined, '../../gatehouse-linux-x64.deb')],
    ['a file of another host', feedOf('2.0.0', undefined, 'https://evil.example/gatehouse-linux-x64.deb')],
    ['nothing for this machine', feedOf('2.0.0', undefined, 'gatehouse-2.0.0-win-x64.exe')],
    ['a version that is none', feedOf('2.0.0-beta')],
    ['a day that is none', feedOf('2.0.0', 'tomorrow')],
  ])('signed, but %s', (_what, feed) => expect(read(feed)).toEqual(refused('malformed')));
});

it('versions are compared as numbers', () => {
  expect(compareVersions('1.10.0', '1.9.9')).toBeGreaterThan(0);
  expect(compareVersions('1.2.3', '1.2.3')).toBe(0);
  expect(compareVersions('0.9.9', '1.0.0')).toBeLessThan(0);
});
