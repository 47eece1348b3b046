import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import { platformConfig } from '../../../contract/site-platforms.ts';
import type { Db4403Config } from '../../../contract/site-platforms.ts';
import { createLedger } from '../../ledger/record.ts';
import { openMadeStore } from '../../store/made-store.fixture.ts';
import { jpeg, makeSiteFolder, siteOf, written } from './base-data.fixture.ts';
import { createPictureUrl, keepPictureId, readPictures } from './base-data-pictures.ts';
import { imageUpload } from './reports-base-data.ts';

let folder: ReturnType<typeof makeSiteFolder>;
beforeEach(() => {
  folder = makeSiteFolder();
});
afterEach(() => folder.remove());

const mqtts = { kind: 'db4403', transport: 'mqtts', url: 'mqtts://platform.example:8883', clientId: 'lot-1' };
const config = (change: object = {}) =>
  platformConfig.parse({
    ...mqtts,
    imageUpload: { url: 'https://platform.example', userId: 'u' },
    ...change,
  }) as Db4403Config;
const withPictures = (pictures: object) =>
  siteOf({ ...written, lot: { ...written.lot, registration: { ...written.lot.registration, pictures } } });
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('pictures of the site file', () => {
  it('are read beside it, each known by what is in it', () => {
    folder.put('price.jpg', jpeg('prices'));
    const { usable, unusable } = readPictures(withPictures({ priceBoard: 'price.jpg' }), folder.path, config());
    expect(usable).toMatchObject([
      {
        kind: 'picture',
        picture: 'price-board',
        file: join(folder.path, 'price.jpg'),
        sha256: sha256(jpeg('prices')),
      },
    ]);
    expect(Number.isInteger(usable[0]?.takenAt)).toBe(true);
    expect(unusable).toEqual([]);
  });

  it('that are missing, no JPEG or too large are named with the reason, and the others are read', () => {
    folder.put('map.jpg', Buffer.from('\u0089PNG'));
    folder.put('stalls.jpg', Buffer.concat([jpeg(''), Buffer.alloc(10 * 1024 * 1024)]));
    const pictures = { priceBoard: 'price.jpg', map: 'map.jpg', stallPlan: 'stalls.jpg' };
    expect(readPictures(withPictures(pictures), folder.path, config())).toEqual({
      usable: [],
      unusable: [
        { picture: 'price-board', why: 'price.jpg：找不到这个文件' },
        { picture: 'map', why: 'map.jpg：不是 JPEG 图片' },
        { picture: 'stall-plan', why: 'stalls.jpg：图片大于 10 MB' },
      ],
    });
    folder.put('price.jpg', jpeg('prices'));
    expect(readPictures(withPictures(pictures), folder.path, config()).usable).toHaveLength(1);
  });

  it('a folder in place of a picture is no picture', () =>
    expect(readPictures(withPictures({ map: '.' }), folder.path, config()).unusable).toMatchObject([
      { why: expect.stringMatching(/^\.：读不了这个文件（EISDIR）$/) as string },
    ]));

  it('are none where the platform has no way to take them, or the site file names none', () => {
    const site = withPictures({ priceBoard: 'price.jpg' });
    expect(readPictures(site, folder.path, config({ imageUpload: undefined }))).toEqual({ usable: [], unusable: [] });
    expect(readPictures(withPictures({}), folder.path, config())).toEqual({ usable: [], unusable: [] });
    const none = siteOf({ ...written, lot: { ...written.lot, registration: undefined } });
    expect(readPictures(none, folder.path, config())).toEqual({ usable: [], unusable: [] });
  });

  it('can be seen where the platform says, once it has taken this very content', () => {
    folder.put('price.jpg', jpeg('prices'));
    const db = openMadeStore(join(folder.path, 'store.db'));
    try {
      const ledger = createLedger(db, createManualClock(), []);
      const site = withPictures({ priceBoard: 'price.jpg' });
      const read = () => readPictures(site, folder.path, config());
      const [picture] = read().usable;
      if (!picture) throw new Error('the picture was not read');
      const url = createPictureUrl(db, read(), 'https://platform.example/{id}?of={id}');
      expect(url('price-board')).toBeNull();
      ledger.record((tx) => keepPictureId(tx, imageUpload(picture, 0), 'p$&1'));
      expect(url('price-board')).toBe('https://platform.example/p$&1?of=p$&1');
      expect(url('map')).toBeNull();
      ledger.record((tx) => keepPictureId(tx, imageUpload(picture, 0), 'p2'));
      expect(createPictureUrl(db, read())('price-board')).toBe('p2');
      folder.put('price.jpg', jpeg('higher prices'));
      expect(createPictureUrl(db, read())('price-board')).toBeNull();
    } finally {
      db.close();
    }
  });
});
