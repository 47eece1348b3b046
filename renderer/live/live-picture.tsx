import { Alert, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandError, CommandOutput } from '../../electron/contract/commands.ts';
import { clockTime } from '../clock/beijing.ts';
import { callSafely } from '../store/call.ts';
import { useDesk } from '../store/desk.tsx';

/** Between one answer and the next question, ms: enough to see a car move, and little for the camera. */
const EVERY_MS = 400;

type Look = { state: 'none' } | { state: 'seen'; view: CommandOutput<'cameras.look'> } | { state: 'failed'; code: CommandError['code'] }; // prettier-ignore

/** What a lane's camera sees now, again and again while it is shown. */
export function LivePicture({ laneId }: { laneId: string }) {
  const { t } = useTranslation();
  const look = useLook(laneId);
  switch (look.state) {
    case 'none':
      return (
        <div className="live-picture">
          <Spin />
        </div>
      );
    case 'failed':
      return <Alert type="warning" showIcon title={t(`error.${look.code}`)} />;
    case 'seen': {
      const { image, at, trouble } = look.view;
      return (
        <figure className="live-picture" data-testid="live-picture">
          {trouble !== null && <Alert type="warning" showIcon title={t(`live.trouble.${trouble}`)} />}
          {trouble === null && image === null && <p className="dim">{t('live.waits')}</p>}
          {image !== null && <img src={`data:image/jpeg;base64,${image}`} alt={t('live.open')} />}
          {at !== null && <figcaption>{clockTime(at)}</figcaption>}
        </figure>
      );
    }
  }
}

function useLook(laneId: string): Look {
  const { bridge } = useDesk();
  const [look, setLook] = useState<Look>({ state: 'none' });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wanted = true;
    const ask = async (): Promise<void> => {
      const result = await callSafely(bridge, 'cameras.look', { laneId });
      if (!wanted) return;
      setLook(result.ok ? { state: 'seen', view: result.value } : { state: 'failed', code: result.error.code });
      timer = setTimeout(() => void ask(), EVERY_MS);
    };
    void ask();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [bridge, laneId]);
  return look;
}
