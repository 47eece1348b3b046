import { CheckCircleFilled, CheckCircleOutlined, CloseCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mistakesWithin } from '../mistakes.ts';
import { textAt, valueAt } from '../site-paths.ts';
import { itemWords } from '../site-words.ts';
import { toTry } from '../step-states.ts';
import { useList, useSetupStore, useSetupView } from '../use-setup.ts';

interface LaneTabsProps {
  /** Of which of its devices. */
  device: 'camera' | 'barrier';
  children: (at: string, laneId: string) => ReactNode;
}

/** A device lane by lane: each with a mark of how far it is. */
export function LaneTabs({ device, children }: LaneTabsProps) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const lanes = useList('lanes');
  const { mistakes, site, trials } = useSetupView();
  if (lanes.length === 0)
    return (
      <Alert
        type="info"
        showIcon
        title={t('setup.noLanes')}
        action={
          <Button
            onClick={() => {
              store.visit('lanes');
            }}
          >
            {t('setup.step.lanes')}
          </Button>
        }
      />
    );
  const tried = toTry({ site, trials });
  return (
    <Tabs
      type="card"
      destroyOnHidden
      items={lanes.map((lane, index) => {
        const at = `lanes[${index}]`;
        const id = textAt(lane, 'id');
        const there = valueAt(lane, device) !== undefined;
        const wrong = mistakesWithin(mistakes, `${at}.${device}`).length > 0;
        const passed = tried.some((each) => each.kind === device && each.of === id && each.passed === true);
        const icon = !there ? (
          <MinusCircleOutlined />
        ) : wrong ? (
          <CloseCircleFilled className="setup-bad" />
        ) : passed ? (
          <CheckCircleFilled className="setup-good" />
        ) : (
          <CheckCircleOutlined className="setup-good" />
        );
        return {
          key: id,
          icon,
          label: <span data-testid={`tab-${id}`}>{itemWords(t, lane, index)}</span>,
          children: children(at, id),
        };
      })}
    />
  );
}
