import { SearchOutlined } from '@ant-design/icons';
import { Alert, Button, Select, Spin, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FoundCamera } from '../../../electron/contract/discovery.ts';
import { textAt, valueAt } from '../site-paths.ts';
import { itemWords } from '../site-words.ts';
import { useList, useSetupStore } from '../use-setup.ts';
import { useTrial } from '../use-trial.ts';
import { TrialWaits } from '../trial-line.tsx';
import { fromFound } from './camera-drafts.ts';

/** Looks for cameras in the network; one that is found is taken for a lane. */
export function FindCameras() {
  const { t } = useTranslation();
  const { trial, run } = useTrial('setup.find-cameras');
  return (
    <section className="setup-part">
      <div className="setup-acts">
        <Button
          icon={<SearchOutlined />}
          disabled={trial.state === 'busy'}
          data-testid="find-cameras"
          onClick={() => void run({})}
        >
          {t('setup.cameras.find')}
        </Button>
        <span className="dim">{t('setup.cameras.findHint')}</span>
      </div>
      {trial.state === 'busy' ? (
        <p>
          <Spin size="small" /> {t('setup.cameras.finding')}
        </p>
      ) : (
        <TrialWaits trial={trial} words="" />
      )}
      {trial.state === 'answered' &&
        (trial.answer.cameras.length === 0 ? (
          <Alert type="info" showIcon title={t('discovery.noCamera')} />
        ) : (
          <Found cameras={trial.answer.cameras} />
        ))}
    </section>
  );
}

function Found({ cameras }: { cameras: readonly FoundCamera[] }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const lanes = useList('lanes');
  const laneOf = (camera: FoundCamera): number =>
    lanes.findIndex((lane) => valueAt(lane, 'camera.address') === camera.address);
  return (
    <Table<FoundCamera>
      size="small"
      rowKey="address"
      pagination={false}
      dataSource={[...cameras]}
      data-testid="found-cameras"
      columns={[
        { title: t('setup.cameras.column.address'), dataIndex: 'address' },
        {
          title: t('setup.cameras.column.maker'),
          key: 'maker',
          render: (_, { maker }) =>
            maker === null ? t('setup.cameras.otherMaker') : t(`setup.site.lanes.camera.driver.choice.${maker}`),
        },
        {
          title: t('setup.cameras.column.model'),
          key: 'model',
          render: (_, { model, unclaimed }) => (
            <>
              {model}
              {unclaimed === true && <div className="setup-bad">{t('discovery.unclaimed')}</div>}
            </>
          ),
        },
        {
          title: t('setup.cameras.column.lane'),
          key: 'lane',
          render: (_, camera) => {
            const of = laneOf(camera);
            return (
              <Select<number>
                value={of === -1 ? undefined : of}
                placeholder={t('setup.cameras.take')}
                style={{ width: 180 }}
                data-testid={`take-${camera.address}`}
                options={lanes.map((lane, index) => ({ value: index, label: itemWords(t, lane, index) }))}
                onChange={(index) => {
                  const at = `lanes[${index}].camera`;
                  const lane = lanes[index];
                  void store.choose(at, fromFound(camera, valueAt(lane, 'camera'), textAt(lane, 'id')));
                }}
              />
            );
          },
        },
      ]}
    />
  );
}
