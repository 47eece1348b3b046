/** Names of what travels between main and the window. The preload script and `main/ipc.ts` alone use them. */
export const channels = {
  call: 'gatehouse:call',
  event: 'gatehouse:event',
  station: 'gatehouse:station',
  stationStatus: 'gatehouse:station-status',
  about: 'gatehouse:about',
  print: 'gatehouse:print',
  openDemo: 'gatehouse:open-demo',
} as const;
