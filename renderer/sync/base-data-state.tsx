import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  DeleteOutlined,
  DiffOutlined,
  MinusCircleOutlined,
  StopFilled,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BaseDataView } from '../../electron/contract/base-data.ts';

const ICONS: Readonly<Record<BaseDataView['state'], ReactNode>> = {
  same: <CheckCircleOutlined />,
  queued: <ClockCircleOutlined />,
  differs: <DiffOutlined />,
  refused: <StopFilled />,
  never: <MinusCircleOutlined />,
  removed: <DeleteOutlined />,
};

/** How the platform's copy of a thing stands, by an icon and a word. */
export function BaseDataState({ state }: Pick<BaseDataView, 'state'>) {
  const { t } = useTranslation();
  return (
    <span className="base-data-state" data-state={state}>
      {ICONS[state]} {t(`sync.baseData.state.${state}`)}
    </span>
  );
}
