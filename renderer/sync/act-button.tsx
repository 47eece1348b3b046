import { LockOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDesk, useSync } from '../store/desk.tsx';
import { offered } from './offered.ts';
import { ACT_KEYS } from './sync-keys.ts';
import type { Act } from './sync-state.ts';

interface ActButtonProps {
  act: Act;
  /** For an act that is not the station's: an export. */
  onPress?: () => void;
}

/** An act with its key. What is a supervisor's says so, and cannot be pressed by an attendant. */
export function ActButton({ act, onPress }: ActButtonProps) {
  const { t } = useTranslation();
  const { acts } = useDesk().sync;
  const offer = useSync((state) => offered(state, act));
  const acting = useSync((state) => state.acting === act);
  return (
    <Tooltip title={offer === 'not-yours' ? t('sync.notYours') : undefined}>
      <Button
        size="middle"
        className={`sync-act-${act}`}
        disabled={offer !== 'yes'}
        loading={acting}
        danger={act === 'dismiss' || act === 'refuse-refund'}
        type={act === 'retry' || act === 'accept-refund' ? 'primary' : 'default'}
        icon={offer === 'not-yours' ? <LockOutlined /> : undefined}
        data-testid={`act-${act}`}
        data-offer={offer}
        onClick={() => {
          if (act !== 'export') acts.press(act);
          else onPress?.();
        }}
      >
        {t(`sync.act.${act}`)} <kbd>{ACT_KEYS[act]}</kbd>
      </Button>
    </Tooltip>
  );
}
