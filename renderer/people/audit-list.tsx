import { Alert, Button, Pagination, Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AuditLine } from '../../electron/contract/access.ts';
import { dateTime } from '../clock/beijing.ts';
import { useDesk, usePeople } from '../store/desk.tsx';
import { AUDIT_PAGE } from './people-store.ts';

/** What everybody did, the newest first, and whether that record is whole. */
export function AuditList() {
  const { t } = useTranslation();
  const { people } = useDesk();
  const audit = usePeople((state) => state.audit);
  const list = usePeople((state) => state.people ?? []);
  const of = usePeople((state) => state.of);
  const page = usePeople((state) => state.page);
  const checking = usePeople((state) => state.checking);
  return (
    <>
      <div className="lists-tools">
        <Select<string>
          value={of ?? ''}
          aria-label={t('session.people.column.who')}
          options={[
            { value: '', label: t('session.people.audit.everybody') },
            ...list.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => {
            people.show({ of: value === '' ? null : value });
          }}
        />
        <Button loading={checking} data-testid="check-audit" onClick={() => void people.checkAudit()}>
          {t('session.people.audit.check')}
        </Button>
        <CheckLine />
        <Pagination
          size="small"
          current={page + 1}
          pageSize={AUDIT_PAGE}
          total={audit?.total ?? 0}
          showSizeChanger={false}
          showTotal={(total) => t('session.people.audit.total', { total })}
          onChange={(next) => {
            people.show({ page: next - 1 });
          }}
        />
      </div>
      <div className="lists-body" tabIndex={0} role="region" aria-label={t('session.people.tab.audit')}>
        <Table<AuditLine>
          rowKey="seq"
          size="small"
          pagination={false}
          loading={audit === null}
          dataSource={audit?.lines ?? []}
          data-testid="audit-lines"
          columns={[
            { title: '#', dataIndex: 'seq', width: 90 },
            { title: t('session.people.column.at'), width: 190, render: (_, { at }) => dateTime(at) },
            {
              title: t('session.people.column.who'),
              width: 150,
              render: (_, { who }) => who ?? t('session.people.audit.nobody'),
            },
            {
              title: t('session.people.column.what'),
              width: 220,
              render: (_, { what }) => t(`audited.${what}`, { defaultValue: what }),
            },
            {
              title: t('session.people.column.outcome'),
              width: 90,
              render: (_, { outcome }) => t(`session.people.audit.outcome.${outcome}`),
            },
            {
              title: t('session.people.column.about'),
              render: (_, { about }) => <code className="people-about">{about}</code>,
            },
          ]}
        />
      </div>
    </>
  );
}

function CheckLine() {
  const { t } = useTranslation();
  const check = usePeople((state) => state.check);
  if (check === null) return null;
  return check.state === 'whole' ? (
    <Alert
      type="success"
      showIcon
      data-testid="audit-check"
      title={t('session.people.audit.whole', { lines: check.lines })}
      description={
        <span className="people-head">
          {t('session.people.audit.head')} <code>{check.head}</code>
        </span>
      }
    />
  ) : (
    <Alert
      type="error"
      showIcon
      data-testid="audit-check"
      title={t('session.people.audit.broken', { seq: check.seq })}
    />
  );
}
