import '../bridge.ts';
import '../look/tokens.css';
import { mount } from '../app/mount.tsx';
import { setupStep } from '../../electron/contract/setup.ts';
import { acceptanceSceneOf } from './acceptance-scenes.ts';
import { bookingsSceneOf } from './bookings-scenes.ts';
import { cardsSceneOf } from './cards-scenes.ts';
import { fakeBridge } from './fake-bridge.ts';
import { historySceneOf } from './history-scenes.ts';
import { receiptSceneOf } from './receipt-scenes.ts';
import { reportsSceneOf } from './reports-scenes.ts';
import { sceneOf } from './scenes.ts';
import { peopleSceneOf, sessionSceneOf } from './session-scenes.ts';
import { setupSceneOf } from './setup-scenes.ts';
import { shiftSceneOf } from './shift-scenes.ts';
import { syncSceneOf } from './sync-scenes.ts';
import { tariffSceneOf } from './tariff-scenes.ts';

// ?scene=1|2|3|4|8|saturated|full|money|no-plate|rest|empty|down|starting|failed &answer=<error code> &look=light|dark &language=en
// &sync=sync-well|sync-drain|sync-parked|sync-attendant|sync-refused|sync-two|sync-empty: what U shows
// &bookings=bookings-day|bookings-many|bookings-attendant|bookings-empty: what B shows
// &cards=cards-few|cards-many|cards-attendant|cards-empty: what K shows; cards-reading|cards-refused|cards-writing|cards-promised:
//   what becomes of the file that is chosen there
// &history=history-day|history-attendant|history-filing|history-empty: what / shows
// &receipt=receipt-ready|receipt-wide|receipt-printed|receipt-paper-out|receipt-doubtful|receipt-screen-only: lies over the board
// &tariff=tariff-long|tariff-none: what the tariff's dialog is answered
// &session=signed-in|signed-in-supervisor|signed-out|unclaimed|must-change|locked|shut: who sits at the desk
// &session=signed-in-installer &setup=setup-running|setup-changed|setup-gone|setup-long|setup-loading &page=lot|…: what Q shows
// &session=bare, or installing &setup=setup-empty|setup-half|setup-whole: the first hour of a machine
// &acceptance=acceptance-none|acceptance-running|acceptance-waits|acceptance-done: the acceptance screen
// &people=people-many|people-broken: what the people screen shows
// &shift=shift-open|shift-counted|shift-moved|shift-other|shift-none|shift-taken: what Z shows
// &reports=reports-day|reports-month|reports-shift|reports-empty|reports-running|reports-failed: what F shows
const query = new URLSearchParams(window.location.search);
const { look = 'auto', language = 'zh-CN' } = Object.fromEntries(query);
window.localStorage.setItem('gatehouse.preferences', JSON.stringify({ look, language, volume: 0 }));

const sync = syncSceneOf(query.get('sync') ?? '', Date.now());
const scene = sceneOf(query.get('scene') ?? '3', Date.now());
if (scene.board !== null && sync !== null)
  scene.board.platforms = sync.view(1).platforms.map(({ platform }) => platform);
const bridge = fakeBridge(scene);
bridge.sync = sync;
bridge.bookings = bookingsSceneOf(query.get('bookings') ?? '', Date.now());
bridge.cards = cardsSceneOf(query.get('cards') ?? '', Date.now());
bridge.history = historySceneOf(query.get('history') ?? '', Date.now());
bridge.receipt = receiptSceneOf(query.get('receipt') ?? '');
bridge.tariff = tariffSceneOf(query.get('tariff') ?? '');
bridge.session = sessionSceneOf(query.get('session') ?? 'signed-in', Date.now());
bridge.people = peopleSceneOf(query.get('people') ?? '', Date.now());
bridge.setup = setupSceneOf(query.get('setup') ?? '', Date.now());
bridge.acceptance = acceptanceSceneOf(query.get('acceptance') ?? '', Date.now());
bridge.shift = shiftSceneOf(query.get('shift') ?? '', Date.now());
bridge.reports = reportsSceneOf(query.get('reports') ?? '', Date.now());
bridge.answer = query.get('answer') as typeof bridge.answer;
window.gatehouse = bridge;
const { attention, setup } = mount(window.gatehouse);
const page = setupStep.safeParse(query.get('page'));
if (page.success) {
  setup.setState({ page: page.data });
  attention.visit({ kind: 'setup' });
}
if (bridge.acceptance !== null) attention.visit({ kind: 'acceptance' });
if (bridge.receipt !== null) attention.open({ kind: 'receipt', chargeIds: [bridge.receipt.chargeId] });
