import type { Desk } from '../../store/desk.tsx';

/** Enter on a line: the stay of the car that went through; without one, the picture of the car that stood there. */
export function openOpening({ openings, history, attention }: Desk): void {
  const row = openings.selectedRow();
  if (row === null) return;
  const { stayId, image, laneName, plate } = row.line;
  if (stayId !== null) history.openStay(stayId);
  else {
    history.closeStay();
    if (image !== null) attention.open({ kind: 'picture', url: image, title: `${laneName} ${plate ?? ''}`.trim() });
    else openings.say({ ok: false, code: 'nothing-to-open' });
  }
}
