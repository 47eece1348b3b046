import type { Bridge, Result } from '../../electron/contract/bridge.ts';
import { FILE_PART_BYTES, MOST_FILE_BYTES } from '../../electron/contract/cards.ts';
import type { ImportPreview } from '../../electron/contract/cards.ts';
import { callSafely } from '../store/call.ts';
import type { Acting } from '../tables/acts.ts';
import type { Act } from './cards-state.ts';
import type { CardsStore } from './cards-store.ts';

/** How long the station is given before it is asked again how far it is, ms. */
const ASK_AGAIN_MS = 150;

/** A table of cards on its way to the station, and what it makes of it. */
export interface Imports {
  /** Sends a file, part by part; one chosen later takes its place. */
  choose(file: File): Promise<void>;
  turnPage(by: 1 | -1): Promise<void>;
  /** Has what is shown written, and says what came of it once it is. */
  write(leaveOutErrors: boolean, because: string): Promise<void>;
  /** Drops the file, unless it can only be carried to its end. */
  cancel(): Promise<void>;
}

export function createImports(
  store: CardsStore,
  bridge: Bridge,
  acting: Acting<Act>,
  newId: () => string = () => crypto.randomUUID(),
): Imports {
  const uploadOf = (id: string) => {
    const { upload } = store.getState();
    return upload?.id === id ? upload : null;
  };

  /** False: another file took its place, or the station does not hear. */
  function took(id: string, sent: number, result: Result<ImportPreview>): boolean {
    const upload = uploadOf(id);
    if (upload === null) return false;
    if (!result.ok) {
      store.setState({ upload: null });
      acting.say({ act: 'import', ok: false, code: result.error.code });
      return false;
    }
    store.setState({ upload: { ...upload, sent, preview: result.value } });
    return true;
  }

  async function choose(file: File): Promise<void> {
    const id = newId();
    const tooLarge = file.size > MOST_FILE_BYTES;
    store.setState({
      upload: { id, name: file.name, sent: 0, tooLarge, preview: { state: 'receiving' } },
      outcome: null,
    });
    if (tooLarge) return;
    const parts = Math.max(1, Math.ceil(file.size / FILE_PART_BYTES));
    for (let part = 0; part < parts; part += 1) {
      const bytes = await base64Of(file.slice(part * FILE_PART_BYTES, (part + 1) * FILE_PART_BYTES));
      const result = await callSafely(bridge, 'cards.preview-import', { upload: id, part, parts, bytes });
      if (!took(id, part + 1, result)) return;
    }
    await waitWhile(id, 'reading');
  }

  async function waitWhile(id: string, state: ImportPreview['state']): Promise<void> {
    while (uploadOf(id)?.preview.state === state) {
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      if (uploadOf(id) === null || !(await page(id, 0))) return;
    }
  }

  const page = async (id: string, number: number): Promise<boolean> =>
    took(id, uploadOf(id)?.sent ?? 0, await callSafely(bridge, 'cards.import-rows', { upload: id, page: number }));

  return {
    choose,
    async turnPage(by) {
      const { upload } = store.getState();
      if (upload?.preview.state !== 'ready') return;
      const next = upload.preview.page + by;
      if (next >= 0 && next < upload.preview.pages) await page(upload.id, next);
    },
    async write(leaveOutErrors, because) {
      const { upload } = store.getState();
      if (upload?.preview.state !== 'ready') return;
      const came = await acting.send('import', 'cards.import', { upload: upload.id, leaveOutErrors, because });
      if (came === null) return;
      store.show({ kind: 'import' });
      if (!came.result.ok) {
        acting.sayResult(came);
        return;
      }
      if (!(await page(upload.id, 0))) return;
      await waitWhile(upload.id, 'writing');
      const preview = uploadOf(upload.id)?.preview;
      if (preview?.state === 'written') {
        if (store.getState().panel?.kind === 'import') store.show(null);
        acting.say({ act: 'import', ok: true, count: preview.count, cut: false });
        await store.refresh();
      } else if (preview?.state === 'refused') store.setState({ acting: null });
    },
    async cancel() {
      const { upload } = store.getState();
      if (upload === null) return;
      const result = await callSafely(bridge, 'cards.cancel-import', { upload: upload.id });
      if (!result.ok && result.error.code === 'not-now') return;
      if (uploadOf(upload.id) !== null) store.setState({ upload: null, acting: null });
    },
  };
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const pieces: string[] = [];
  // As many at a time as a call may have arguments.
  for (let at = 0; at < bytes.length; at += 8192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(pieces.join(''));
}
