import type { Captures } from './captures.ts';

/** `capture://` URL of a filed picture; null while it is on its way, or lost. */
export function createPictureUrls(captures: Captures): (captureId: string | null) => string | null {
  return (captureId) => {
    const row = captureId === null ? null : captures.byId(captureId);
    return row?.image_state === 'filed' && row.image_path !== null ? `capture://images/${row.image_path}` : null;
  };
}
