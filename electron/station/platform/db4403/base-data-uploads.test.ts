import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SiteConfig } from '../../../contract/site.ts';
import { jpeg } from './base-data.fixture.ts';
import { ALL, names, openLot, withRegistration } from './base-data-lot.fixture.ts';
import type { Lot, Station } from './base-data-lot.fixture.ts';

let lot: Lot;
const start = (site: SiteConfig): Station => lot.start(site);

beforeEach(() => {
  lot = openLot();
});
afterEach(() => {
  lot.end();
  expect(lot.troubles).toEqual([]);
});

describe('pictures of the lot', () => {
  const withPictures = withRegistration({ pictures: { priceBoard: 'price.jpg', map: 'map.jpg' } });
  beforeEach(() => {
    lot.folder.put('price.jpg', jpeg('prices'));
    lot.folder.put('map.jpg', jpeg('map'));
  });

  it('go first, and then the lot that names them, once', () => {
    const told = start(withPictures).up();
    expect(names(told)).toEqual(['imageUpload', 'imageUpload', ...ALL]);
    expect(told.find((item) => item.interface === 'parkInfo')?.payload).toMatchObject({
      imageUrl: 'https://platform.example/first-price.jpg.jpg',
      mapImage: 'https://platform.example/first-map.jpg.jpg',
    });
    expect(start(withPictures).up()).toEqual([]);
  });

  it('that changed go again, and the lot after them', () => {
    start(withPictures).up();
    lot.folder.put('price.jpg', jpeg('higher prices'));
    lot.pictureIds = 'new';
    expect(start(withPictures).up()).toMatchObject([
      { interface: 'imageUpload', payload: { fileName: 'price.jpg', imageBizType: 1 } },
      {
        interface: 'parkInfo',
        payload: {
          imageUrl: 'https://platform.example/new-price.jpg.jpg',
          mapImage: 'https://platform.example/first-map.jpg.jpg',
        },
      },
    ]);
  });

  it('that were only copied anew do not go again', () => {
    start(withPictures).up();
    lot.folder.put('price.jpg', jpeg('prices'));
    expect(start(withPictures).up()).toEqual([]);
  });

  it('that do not arrive hold the lot up for half a minute, and it names them when they have arrived', () => {
    lot.behave = (item) => (item.interface === 'imageUpload' ? 'silent' : lot.taken(item));
    const { up, states } = start(withPictures);
    expect(new Set(names(up(29_000)))).toEqual(new Set(['imageUpload']));
    expect(states()['imageUpload:map']).toBe('queued');
    lot.clock.advance(2000);
    const without = lot.sent();
    expect(names(without)).toEqual(expect.arrayContaining(ALL));
    expect(without.find((item) => item.interface === 'parkInfo')?.payload).not.toHaveProperty('imageUrl');
    lot.behave = lot.taken;
    lot.clock.advance(600_000);
    const named = lot.sent().filter((item) => item.interface === 'parkInfo');
    expect(named.at(-1)?.payload).toMatchObject({ imageUrl: 'https://platform.example/first-price.jpg.jpg' });
    expect(new Set(Object.values(states()))).toEqual(new Set(['same']));
  });

  it('that are refused hold nothing up', () => {
    lot.behave = lot.refusedFor('imageUpload', '图片不清晰');
    const { up, states } = start(withPictures);
    const told = up(5000);
    expect(names(told)).toEqual(['imageUpload', 'imageUpload', ...ALL]);
    expect(states()['imageUpload:price-board']).toBe('refused');
  });

  it('that cannot be read are shown with the reason, and hold nothing up', () => {
    lot.folder.put('map.jpg', Buffer.from('no picture'));
    const { up, baseData } = start(withPictures);
    expect(names(up())).toEqual(['imageUpload', ...ALL]);
    expect(baseData.view()[0]).toMatchObject({
      key: 'base:imageUpload:map',
      title: '停车库（场）平面图',
      state: 'never',
      message: 'map.jpg：不是 JPEG 图片',
    });
  });
});
