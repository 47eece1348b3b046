/**
 * The pictures of the operator guide: what the preview shows (`renderer/preview/main.tsx` lists its scenes), and what is done
 * there before the picture is taken. In order; `press` a key, `type` text, `click` a part by its test id.
 * @typedef {{ press: string } | { type: string } | { click: string } | { sees: string }} Act
 * @type {Record<string, { scene: string, acts?: Act[] }>}
 */
export const scenes = {
  board: { scene: 'scene=3', acts: [{ sees: 'board' }] },
  confirm: { scene: 'scene=1', acts: [{ sees: 'board' }] },
  plate: {
    scene: 'scene=2',
    acts: [{ sees: 'board' }, { press: 'ArrowLeft' }, { press: 'e' }, { sees: 'lane-lane-1-plate-field' }],
  },
  exit: { scene: 'scene=money', acts: [{ sees: 'board' }] },
  pay: { scene: 'scene=money', acts: [{ sees: 'board' }, { press: 'F2' }, { sees: 'pay-given' }, { type: '50' }] },
  count: {
    scene: 'shift=shift-open',
    acts: [
      { sees: 'board' },
      { press: 'z' },
      { sees: 'count-form' },
      { type: '1' },
      { press: 'Enter' },
      { type: '2' },
      { press: 'Enter' },
    ],
  },
  welcome: { scene: 'session=bare&setup=setup-empty', acts: [{ sees: 'welcome' }] },
  barrier: {
    scene: 'session=installing&setup=setup-whole&page=barriers',
    acts: [{ sees: 'wizard' }, { click: 'read-in-1' }, { sees: 'contacts' }],
  },
  acceptance: {
    scene: 'session=signed-in-installer&acceptance=acceptance-waits',
    acts: [{ sees: 'acceptance' }],
  },
  changes: {
    scene: 'session=signed-in-installer&setup=setup-changed&page=rules',
    acts: [{ sees: 'wizard' }, { click: 'changes-open' }, { sees: 'changes' }],
  },
  people: {
    scene: 'session=signed-in-supervisor&people=people-many',
    acts: [{ sees: 'board' }, { press: 'w' }, { sees: 'person-dialog' }, { press: 'm' }, { sees: 'people' }],
  },
  report: {
    scene: 'session=signed-in-supervisor&reports=reports-month',
    acts: [{ sees: 'board' }, { press: 'f' }, { sees: 'report-none' }, { press: 'Enter' }, { sees: 'report-view' }],
  },
  history: {
    scene: 'session=signed-in-supervisor&history=history-day',
    acts: [{ sees: 'board' }, { press: '/' }],
  },
  sync: {
    scene: 'session=signed-in-supervisor&sync=sync-parked',
    acts: [{ sees: 'board' }, { press: 'u' }],
  },
};
