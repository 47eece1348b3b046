import { carFor } from '../../demo/cars.ts';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { Attack } from './attack.ts';
import { MARKUP, PASSWORD, PICTURE } from './window-scene.ts';
import type { WindowScene } from './window-scene.ts';

/** In the real window: scripts smuggled in by what it shows, pages that are not ours, frames that ask as if they were. */

declare global {
  interface Window {
    /** Set by a script that should not have run. */
    owned?: unknown;
  }
}
// What a page of ours can see and do: the code under `page.evaluate` runs there.
declare const window: Window & { gatehouse: Bridge };

/** The board is drawn, and answers. */
const drawn: Attack<WindowScene>['control'] = {
  expected: 'the board, and an answer',
  async run({ launched: { page } }) {
    const there = await page.locator('[data-testid="board"]').count();
    const answer = await page.evaluate(() => window.gatehouse.call('board.get', {}));
    return there === 1 && answer.ok
      ? 'the board, and an answer'
      : `${there} boards, ${JSON.stringify(answer).slice(0, 80)}`;
  },
};

/** Whether a script ran, or an element was made of a text; and that the text was shown at all. */
async function shows({ launched: { page } }: WindowScene, words: string): Promise<string> {
  await page.waitForFunction((text) => document.body.textContent.includes(text), words);
  return page.evaluate(() => {
    if (window.owned !== undefined) return 'a script ran';
    return document.querySelector('img[src="x"], [onerror]') === null ? 'shown as text' : 'an element was made of it';
  });
}

const smuggles = (
  name: string,
  tried: string,
  words: string,
  bring: (scene: WindowScene) => Promise<unknown>,
): Attack<WindowScene> => ({
  name: `markup: ${name}`,
  tried,
  attack: {
    expected: 'shown as text',
    async run(scene) {
      await bring(scene);
      return shows(scene, words);
    },
  },
  control: drawn,
});

/** Done by a script of the page itself, as if one had got in: what it comes to. */
const inPage = (
  name: string,
  tried: string,
  expected: string,
  script: (url: string) => unknown,
): Attack<WindowScene> => ({
  name: `window: ${name}`,
  tried,
  attack: {
    expected,
    async run({ launched: { app, page }, outside }) {
      const before = page.url();
      const seen = String(await page.evaluate(script, outside.url));
      const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
      if (page.url() !== before) return `went to ${page.url()}`;
      if (windows !== 1) return `${windows} windows`;
      return outside.heard.length === 0 ? seen : `reached ${outside.heard.join()}`;
    },
  },
  control: drawn,
});

const asks = (scene: WindowScene, command: Parameters<Bridge['call']>[0], input: object) =>
  scene.launched.page.evaluate(([name, given]) => window.gatehouse.call(name, given as never), [
    command,
    input,
  ] as const);

/** A second window with the program's own preload, on a page that is not the board's main frame; what its call comes to. */
async function elsewhere({ launched: { app } }: WindowScene, url: string): Promise<string> {
  return app.evaluate(async ({ app: program, BrowserWindow }, address) => {
    const preload = `${program.getAppPath()}/out/preload/preload.cjs`;
    const second = new BrowserWindow({
      show: false,
      webPreferences: { preload, sandbox: true, contextIsolation: true },
    });
    try {
      await second.loadURL(address).catch(() => undefined);
      const answer: unknown = await second.webContents.executeJavaScript(
        `window.gatehouse === undefined ? 'no bridge' : window.gatehouse.call('board.get', {}).then((a) => 'answered ' + a.ok, (e) => e.message.includes('Only the main window') ? 'refused' : e.message)`,
      );
      return String(answer);
    } finally {
      second.destroy();
    }
  }, url);
}

const forgedFrame = (
  name: string,
  tried: string,
  run: (scene: WindowScene) => Promise<string>,
): Attack<WindowScene> => ({
  name: `IPC: ${name}`,
  tried,
  attack: { expected: 'refused', run },
  control: drawn,
});

const picture = (name: string, tried: string, path: string): Attack<WindowScene> => ({
  name: `picture in the window: ${name}`,
  tried,
  attack: { expected: 'not drawn', run: (scene) => drawsPicture(scene, path) },
  control: { expected: 'drawn', run: (scene) => drawsPicture(scene, `capture://images/${PICTURE}`) },
});

const drawsPicture = ({ launched: { page } }: WindowScene, url: string): Promise<string> =>
  page.evaluate(
    (source) =>
      new Promise<string>((resolve) => {
        const image = new Image();
        image.onload = () => resolve('drawn');
        image.onerror = () => resolve('not drawn');
        image.src = source;
      }),
    url,
  );

export const WINDOW: readonly Attack<WindowScene>[] = [
  smuggles('the lot’s name', 'markup as the name of the lot', MARKUP, () => Promise.resolve()),
  smuggles('a plate', 'markup as the plate that a camera reads', 'IMGSRC', async ({ lot }) => {
    const lane = lot.lanes.find(({ plan }) => plan.id === 'in-1');
    lane?.board.setLoop('approach', true);
    const shot = await lane?.camera.shoot({
      ...carFor('粤B12345'),
      plate: { ...carFor('粤B12345').plate, text: MARKUP },
    });
    await shot?.delivered;
  }),
  smuggles('a reason', 'markup as the reason of an act', 'by hand of <img', (scene) =>
    asks(scene, 'lot.report-illegal-parking', {
      key: crypto.randomUUID(),
      laneId: null,
      because: `by hand of ${MARKUP}`,
    }),
  ),
  smuggles('a card’s holder', 'markup as the holder of a month card', '<img src=x', async (scene) => {
    await asks(scene, 'cards.add', {
      ...{
        key: crypto.randomUUID(),
        kind: 'month',
        holder: MARKUP,
        phone: '',
        plates: [{ plate: '粤B33333', colour: null }],
      },
      ...{ carsInside: 1, from: '2026-01-01', to: '2099-12-31', monthlyPrice: null, remark: MARKUP, paid: null },
    });
    await scene.launched.page.keyboard.press('k');
    await scene.launched.page.waitForSelector('[data-testid="cards"]');
    await scene.launched.page.waitForSelector('text=粤B33333');
  }),
  smuggles('a person’s name', 'markup as the name of somebody who works here', MARKUP, async (scene) => {
    const { page } = scene.launched;
    await page.keyboard.press('Escape');
    await page.waitForSelector('[data-testid="board"]');
    await page.keyboard.press('w');
    await page.waitForSelector('[data-testid="person-dialog"]');
    await page.keyboard.press('m');
    await page.waitForSelector('[data-testid="people"]');
  }),
  {
    ...smuggles(
      'what a platform says',
      'markup as who booked and as the number of a booking',
      MARKUP,
      async ({ lot, launched: { page } }) => {
        await page.keyboard.press('Escape');
        await page.waitForSelector('[data-testid="board"]');
        await lot.platform.request('requestBookStall', { bookCode: MARKUP, carNo: MARKUP, reservationFrom: MARKUP });
      },
    ),
  },
  inPage('an inline script', 'a script element with its text', 'did not run', () => {
    const script = document.createElement('script');
    script.textContent = 'window.owned = 1';
    document.body.append(script);
    return window.owned === undefined ? 'did not run' : 'ran';
  }),
  inPage(
    'a script from elsewhere',
    'a script element with an address',
    'did not run',
    (url) =>
      new Promise((resolve) => {
        const script = document.createElement('script');
        script.onload = () => resolve('ran');
        script.onerror = () => resolve('did not run');
        script.src = `${url}/script.js`;
        document.body.append(script);
      }),
  ),
  inPage('a text run as a script', 'eval, Function and a timer with a text', 'did not run', async () => {
    // From a timer: what the test itself brings in may run texts, what the page does later may not.
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        for (const make of [globalThis.eval, Function] as ((text: string) => unknown)[]) {
          try {
            const made = make('window.owned = 1');
            if (typeof made === 'function') (made as () => void)();
          } catch {
            continue;
          }
        }
        resolve();
      }, 0);
    });
    return window.owned === undefined ? 'did not run' : 'ran';
  }),
  inPage('leaving', 'location.href to elsewhere', 'asked', (url) => {
    window.location.href = `${url}/left`;
    return 'asked';
  }),
  inPage('a form to elsewhere', 'a form that posts', 'asked', (url) => {
    const form = document.createElement('form');
    form.action = `${url}/posted`;
    form.method = 'post';
    document.body.append(form);
    form.submit();
    form.remove();
    return 'asked';
  }),
  inPage('another window', 'window.open', 'null', (url) => window.open(`${url}/opened`)),
  inPage('a file of the machine', 'fetch of file:///etc/passwd', 'refused', () =>
    fetch('file:///etc/passwd').then(
      () => 'answered',
      () => 'refused',
    ),
  ),
  inPage('a network', 'fetch, an image, a beacon and a socket to elsewhere', 'refused', async (url) => {
    const image = new Image();
    image.src = `${url}/image.png`;
    navigator.sendBeacon(`${url}/beacon`, 'x');
    const socket = new WebSocket(url.replace('http', 'ws'));
    await new Promise((resolve) => (socket.onerror = resolve));
    return fetch(`${url}/fetched`).then(
      () => 'answered',
      () => 'refused',
    );
  }),
  inPage('permissions', 'camera, microphone, place, notices, clipboard', 'denied', async () => {
    const names = ['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read'] as PermissionName[];
    const states = await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
    return [...new Set(states)].join();
  }),
  inPage('Node', 'require, process, and what lies behind the bridge', 'undefined undefined undefined', () =>
    [
      typeof require,
      typeof process,
      typeof (window.gatehouse as unknown as Record<string, unknown>)['ipcRenderer'],
    ].join(' '),
  ),
  inPage('a changed bridge', 'window.gatehouse.call put in another’s place', 'as it was', () => {
    const before = window.gatehouse.call.toString();
    try {
      (window.gatehouse as { call: unknown }).call = () => 'mine';
      Object.defineProperty(window, 'gatehouse', { value: { call: () => 'mine' } });
    } catch {
      return 'as it was';
    }
    return window.gatehouse.call.toString() === before ? 'as it was' : 'changed';
  }),
  inPage(
    'a frame',
    'a frame with a page of its own, and its bridge',
    'no bridge',
    () =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.srcdoc = '<script>parent.owned = 1</script>';
        frame.onload = () => {
          const inner = frame.contentWindow as unknown as { gatehouse?: unknown } | null;
          resolve(window.owned === undefined && inner?.gatehouse === undefined ? 'no bridge' : 'a bridge');
        };
        document.body.append(frame);
      }),
  ),
  {
    ...inPage('polluted prototypes', 'Object.prototype given what a command needs', 'as without', async () => {
      const bare = Object.prototype as unknown as Record<string, unknown>;
      bare['laneId'] = 'out-1';
      bare['because'] = 'polluted';
      try {
        const answer = await window.gatehouse.call('lane.open-by-hand', {} as never);
        return answer.ok ? 'opened' : 'as without';
      } finally {
        delete bare['laneId'];
        delete bare['because'];
      }
    }),
  },
  picture('out of the folder', 'capture://images/../gatehouse.sqlite.jpg', 'capture://images/..%2fkey.jpg'),
  picture('a page', 'the window’s own page for a picture', 'app://gatehouse/index.html'),
  {
    name: 'picture in the window: nobody signed in',
    tried: 'a filed picture, asked for by a page whose desk is empty',
    attack: {
      expected: 'not drawn',
      async run(scene) {
        await asks(scene, 'session.sign-out', {});
        return drawsPicture(scene, `capture://images/${PICTURE}?signed-out`);
      },
    },
    control: {
      expected: 'drawn, and a line in the audit',
      async run(scene) {
        await asks(scene, 'session.sign-in', { person: 'li', secret: PASSWORD });
        // A navigation that was refused is still under way to whoever waits for a selector.
        await scene.launched.page.waitForFunction(() => document.querySelector('[data-testid="board"]') !== null);
        const seen = await drawsPicture(scene, `capture://images/${PICTURE}?signed-in`);
        const lines = JSON.stringify(await asks(scene, 'audit.page', { limit: 10 }));
        return `${seen}, and ${lines.includes('pictures.look') ? 'a line' : 'no line'} in the audit`;
      },
    },
  },
  forgedFrame('a second window on a page of elsewhere', 'the preload in a window of data:', (scene) =>
    elsewhere(scene, 'data:text/html,x'),
  ),
  forgedFrame('a second window on our own page', 'the preload in another window of app://', (scene) =>
    elsewhere(scene, 'app://gatehouse/index.html'),
  ),
  {
    name: 'IPC: messages that are none',
    tried: 'calls without a command, with one of another kind, with a prototype’s name',
    attack: {
      expected: 'bad-input, bad-input, unknown-command',
      async run({ launched: { page } }) {
        const codes = await page.evaluate(async () => {
          const call = window.gatehouse.call as (
            command: unknown,
            input: unknown,
          ) => Promise<{ error?: { code: string } }>;
          const answers = [await call(undefined, {}), await call({ toString: 'x' }, {}), await call('__proto__', {})];
          return answers.map(({ error }) => error?.code ?? 'ok');
        });
        return codes.join(', ');
      },
    },
    control: drawn,
  },
  // The last: the board is gone after it, and comes back by its own address.
  {
    ...forgedFrame(
      'the window itself on a page of elsewhere',
      'the main window brought to data: past all guards, and its bridge asked',
      async ({ launched: { app } }) =>
        app.evaluate(async ({ BrowserWindow }) => {
          const [first] = BrowserWindow.getAllWindows();
          await first?.loadURL('data:text/html,x');
          const seen: unknown = await first?.webContents.executeJavaScript(
            `window.gatehouse === undefined ? 'no bridge' : window.gatehouse.call('board.get', {}).then(() => 'answered', (e) => e.message.includes('Only the main window') ? 'refused' : e.message)`,
          );
          await first?.loadURL('app://gatehouse/index.html');
          return String(seen);
        }),
    ),
    control: {
      expected: 'the board, and an answer',
      async run(scene) {
        await scene.launched.page.waitForSelector('[data-testid="board"]');
        return (await drawn?.run(scene)) ?? '';
      },
    },
  },
];
