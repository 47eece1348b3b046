import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Modal, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../form/field.tsx';
import { Fold, Optional } from '../form/part.tsx';
import { swapped } from '../form/rows.tsx';
import { textAt, valueAt } from '../site-paths.ts';
import type { Json } from '../site-paths.ts';
import { itemWords } from '../site-words.ts';
import { useList, useSetupStore } from '../use-setup.ts';
import { entranceRule, laneDraft, platformsWithout } from './lane-drafts.ts';
import { QuickStarts } from './quick-starts.tsx';

/** Most lanes of one gatehouse: they have F1 to F8. */
const MOST = 8;

export function LanesPage() {
  const { t } = useTranslation();
  const lanes = useList('lanes');
  const rule = entranceRule(lanes);
  return (
    <>
      {lanes.length === 0 && <QuickStarts />}
      {rule !== 'none' && (
        <Alert
          type={rule === 'reserved-missing' ? 'warning' : 'info'}
          showIcon
          title={t(`setup.lanes.rule.${rule}`)}
          data-testid="entrance-rule"
        />
      )}
      {lanes.map((lane, index) => (
        <Lane key={textAt(lane, 'id')} lanes={lanes} index={index} />
      ))}
      <AddLane lanes={lanes} />
    </>
  );
}

function Lane({ lanes, index }: { lanes: readonly Json[]; index: number }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const [removing, setRemoving] = useState(false);
  const lane = lanes[index];
  const at = `lanes[${index}]`;
  const id = textAt(lane, 'id');
  const entrance = valueAt(lane, 'direction') === 'entrance';
  const swap = (by: 1 | -1): void => {
    void store.choose('lanes', swapped(lanes, index, by));
  };
  const remove = async (): Promise<void> => {
    setRemoving(false);
    await store.choose('lanes', lanes.toSpliced(index, 1));
    const platforms = valueAt(store.getState().site, 'platforms');
    if (Array.isArray(platforms)) await store.choose('platforms', platformsWithout(platforms, id));
  };
  return (
    <section className="setup-row" data-testid={`lane-${id}`}>
      <header className="setup-part-head">
        <Tag>F{index + 1}</Tag>
        <h4>
          {itemWords(t, lane, index)} <span className="dim">{id}</span>
        </h4>
        <span className="setup-row-acts">
          <Button
            size="small"
            icon={<ArrowUpOutlined />}
            disabled={index === 0}
            aria-label={t('setup.form.up')}
            onClick={() => {
              swap(-1);
            }}
          />
          <Button
            size="small"
            icon={<ArrowDownOutlined />}
            disabled={index === lanes.length - 1}
            aria-label={t('setup.form.down')}
            onClick={() => {
              swap(1);
            }}
          />
          <Button
            size="small"
            icon={<DeleteOutlined />}
            data-testid={`remove-lane-${id}`}
            onClick={() => {
              setRemoving(true);
            }}
          >
            {t('setup.form.remove')}
          </Button>
        </span>
      </header>
      <div className="setup-grid">
        <Field at={`${at}.name`} />
        <Field at={`${at}.direction`} />
        {entrance && <Field at={`${at}.kind`} />}
        <Field at={`${at}.others`} />
      </div>
      <Fold title={t('setup.form.more')} within={[`${at}.place`, `${at}.closed`]}>
        <div className="setup-grid">
          <Field at={`${at}.closed`} />
        </div>
        <Optional at={`${at}.place`} start={() => ({})}>
          <div className="setup-grid">
            {['longitude', 'latitude', 'roadName'].map((name) => (
              <Field key={name} at={`${at}.place.${name}`} />
            ))}
          </div>
        </Optional>
      </Fold>
      <Modal
        open={removing}
        centered
        title={t('setup.lanes.removeSure', { name: itemWords(t, lane, index) })}
        okText={t('setup.form.remove')}
        okButtonProps={{ danger: true, 'data-testid': 'remove-lane-send' }}
        onOk={() => void remove()}
        onCancel={() => {
          setRemoving(false);
        }}
      >
        <p>{t('setup.lanes.removeHint')}</p>
      </Modal>
    </section>
  );
}

function AddLane({ lanes }: { lanes: readonly Json[] }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const name = (direction: string, n: number): string => t(`setup.lanes.named.${direction}`, { n });
  return (
    <div className="setup-acts">
      {(['entrance', 'exit'] as const).map((direction) => (
        <Button
          key={direction}
          icon={<PlusOutlined />}
          disabled={lanes.length >= MOST}
          data-testid={`add-${direction}`}
          onClick={() => void store.choose('lanes', [...lanes, laneDraft(direction, lanes, name)])}
        >
          {t(`setup.lanes.add.${direction}`)}
        </Button>
      ))}
      {lanes.length >= MOST && <span className="dim">{t('setup.lanes.most')}</span>}
    </div>
  );
}
