import { Alert, Button, Collapse, Drawer, Empty, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandError } from '../../../electron/contract/commands.ts';
import type { SiteVersion } from '../../../electron/contract/setup.ts';
import { dateTime } from '../../clock/beijing.ts';
import { callSafely } from '../../store/call.ts';
import { useDesk } from '../../store/desk.tsx';
import { ChangesTable } from './changes-table.tsx';
import { useSetupStore } from '../use-setup.ts';

/** The site files that were saved, and the way back to one. */
export function VersionsDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { bridge } = useDesk();
  const store = useSetupStore();
  const [versions, setVersions] = useState<SiteVersion[] | null>(null);
  const [failure, setFailure] = useState<CommandError['code'] | null>(null);
  const running = versions?.find(({ failed }) => failed === null);
  useEffect(() => {
    let wanted = true;
    void callSafely(bridge, 'setup.versions', {}).then((result) => {
      if (!wanted) return;
      if (result.ok) setVersions(result.value.versions);
      else setFailure(result.error.code);
    });
    return () => {
      wanted = false;
    };
  }, [bridge]);
  return (
    <Drawer open size={760} title={t('setup.versions.title')} onClose={onClose}>
      <div className="setup-rows" data-testid="versions">
        <p className="dim">{t('setup.versions.hint')}</p>
        {failure !== null && <Alert type="error" showIcon title={t(`error.${failure}`)} />}
        {versions === null && failure === null && <Spin />}
        {versions?.length === 0 && <Empty description={t('setup.versions.none')} />}
        {versions?.map((version) => (
          <section key={version.no} className="setup-row" data-testid={`version-${version.no}`}>
            <header className="setup-part-head">
              <h4>
                {t('setup.versions.line', {
                  no: version.no,
                  time: dateTime(version.at),
                  who: version.who ?? t('setup.versions.outside'),
                })}
              </h4>
              {version === running ? (
                <span className="dim">{t('setup.versions.runs')}</span>
              ) : version.failed !== null ? null : (
                <Button
                  data-testid={`take-version-${version.no}`}
                  onClick={() => {
                    void store.takeVersion(version.no).then((done) => {
                      if (done) onClose();
                    });
                  }}
                >
                  {t('setup.versions.take')}
                </Button>
              )}
            </header>
            <p>{version.because}</p>
            {version.failed !== null && (
              <Alert type="error" title={t('setup.versions.failed', { why: version.failed })} />
            )}
            {version.changes.length > 0 && (
              <Collapse
                size="small"
                items={[
                  {
                    key: 'changes',
                    label: t('setup.changes.count', { count: version.changes.length }),
                    children: <ChangesTable changes={version.changes} />,
                  },
                ]}
              />
            )}
          </section>
        ))}
      </div>
    </Drawer>
  );
}
