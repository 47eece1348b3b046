import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandError } from '../../electron/contract/commands.ts';
import { callSafely } from '../store/call.ts';
import { useDesk } from '../store/desk.tsx';
import { offerFile } from '../tables/offer-file.ts';
import { megabytes } from './size.ts';
import './upkeep.css';

type Packing =
  { at: 'rest' } | { at: 'packing' } | { at: 'made'; bytes: number } | { at: 'failed'; why: CommandError['code'] };

/** One press packs what support needs; where it goes is asked by the program's own box. */
export function SupportExport() {
  const { t } = useTranslation();
  const { bridge } = useDesk();
  const [state, setState] = useState<Packing>({ at: 'rest' });

  async function make(): Promise<void> {
    setState({ at: 'packing' });
    const result = await callSafely(bridge, 'support.make', {});
    if (!result.ok) {
      setState({ at: 'failed', why: result.error.code });
      return;
    }
    const file = new Blob([bytesOf(result.value.file)], { type: 'application/zip' });
    offerFile(t('support.name'), 'zip', file, Date.now());
    setState({ at: 'made', bytes: file.size });
  }

  return (
    <div className="support-export">
      <p className="dim">{t('support.hint')}</p>
      <div className="upkeep-acts">
        <Button
          loading={state.at === 'packing'}
          data-testid="support-make"
          onClick={() => {
            void make();
          }}
        >
          {t(state.at === 'packing' ? 'support.making' : 'support.make')}
        </Button>
        {state.at === 'made' && (
          <span data-testid="support-made">{t('support.made', { size: sizeOf(state.bytes) })}</span>
        )}
      </div>
      {state.at === 'failed' && <Alert type="error" showIcon title={t(`error.${state.why}`)} />}
    </div>
  );
}

const sizeOf = (bytes: number): string => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : megabytes(bytes));

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
