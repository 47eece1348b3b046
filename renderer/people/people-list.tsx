import { Alert, Button, Form, Input, Modal, Select, Table } from 'antd';
import type { TFunction } from 'i18next';
import type { InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonView } from '../../electron/contract/access.ts';
import { role as roles } from '../../electron/contract/vocabulary.ts';
import type { Role } from '../../electron/contract/vocabulary.ts';
import { dayTime } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { ReasonModal } from '../dialogs/reason-modal.tsx';
import { useDesk, usePeople, useSession } from '../store/desk.tsx';

type Panel = { kind: 'form'; person: PersonView | null } | { kind: 'end' | 'return'; person: PersonView } | null;

/** Everybody who works or worked here. */
export function PeopleList() {
  const { t } = useTranslation();
  const { people } = useDesk();
  const list = usePeople((state) => state.people ?? []);
  const refusal = usePeople((state) => state.refusal);
  const me = useSession((state) => state.view?.session.person ?? null);
  const now = useNow();
  const [panel, setPanel] = useState<Panel>(null);
  const mine = (person: PersonView): boolean => me?.role === 'installer' || person.role !== 'installer';
  return (
    <>
      <div className="lists-tools">
        <Button
          type="primary"
          data-testid="add-person"
          onClick={() => {
            people.forget();
            setPanel({ kind: 'form', person: null });
          }}
        >
          {t('session.people.add')}
        </Button>
        {refusal !== null && panel === null && <Alert type="error" showIcon title={t(`error.${refusal.code}`)} />}
      </div>
      <div className="lists-body" tabIndex={0} role="region" aria-label={t('session.people.tab.people')}>
        <Table<PersonView>
          rowKey="id"
          size="middle"
          pagination={false}
          dataSource={list}
          onRow={({ id }) => ({ 'data-testid': `row-${id}` }) as object}
          columns={[
            { title: t('session.people.column.name'), dataIndex: 'name' },
            { title: t('session.people.column.role'), render: (_, { role }) => t(`session.role.${role}`) },
            { title: t('session.people.column.state'), render: (_, person) => stateOf(t, person, now) },
            {
              title: t('session.people.column.lastSignIn'),
              render: (_, { lastSignInAt }) =>
                lastSignInAt === null ? t('session.people.never') : dayTime(lastSignInAt),
            },
            {
              key: 'acts',
              render: (_, person) =>
                mine(person) && (
                  <div className="people-acts">
                    <Button
                      data-testid={`change-${person.id}`}
                      onClick={() => {
                        people.forget();
                        setPanel({ kind: 'form', person });
                      }}
                    >
                      {t('session.people.act.change')}
                    </Button>
                    {person.id !== me?.id && person.state === 'active' && (
                      <>
                        <Button data-testid={`secret-${person.id}`} onClick={() => void people.giveSecret(person)}>
                          {t('session.people.act.secret')}
                        </Button>
                        <Button
                          danger
                          data-testid={`end-${person.id}`}
                          onClick={() => {
                            setPanel({ kind: 'end', person });
                          }}
                        >
                          {t('session.people.act.end')}
                        </Button>
                      </>
                    )}
                    {person.state === 'ended' && (
                      <Button
                        data-testid={`return-${person.id}`}
                        onClick={() => {
                          setPanel({ kind: 'return', person });
                        }}
                      >
                        {t('session.people.act.return')}
                      </Button>
                    )}
                  </div>
                ),
            },
          ]}
        />
      </div>
      {panel?.kind === 'form' && (
        <PersonForm
          person={panel.person}
          mayInstall={me?.role === 'installer'}
          onClose={() => {
            setPanel(null);
          }}
        />
      )}
      {(panel?.kind === 'end' || panel?.kind === 'return') && (
        <Why
          panel={panel}
          onClose={() => {
            setPanel(null);
          }}
        />
      )}
      <Given />
    </>
  );
}

function stateOf(t: TFunction, person: PersonView, now: number): string {
  if (person.state === 'ended') return t('session.people.state.ended');
  if (person.waitUntil !== null && person.waitUntil > now)
    return t('session.people.state.waiting', { time: dayTime(person.waitUntil) });
  if (!person.ready) return t('session.people.state.no-password');
  return t(`session.people.state.${person.mustChange ? 'first-password' : 'ready'}`);
}

interface PersonFormProps {
  /** Null: a new one. */
  person: PersonView | null;
  mayInstall: boolean;
  onClose: () => void;
}

function PersonForm({ person, mayInstall, onClose }: PersonFormProps) {
  const { t } = useTranslation();
  const { people } = useDesk();
  const refusal = usePeople((state) => state.refusal);
  const [name, setName] = useState(person?.name ?? '');
  const [role, setRole] = useState<Role>(person?.role ?? 'attendant');
  const field = useRef<InputRef>(null);
  const save = (): void => {
    const wish = { name: name.trim(), role };
    const sent =
      person === null ? people.send('people.add', wish) : people.send('people.change', { person: person.id, ...wish });
    void sent.then((done) => {
      if (done) onClose();
    });
  };
  return (
    <Modal
      open
      centered
      title={person?.name ?? t('session.people.add')}
      okText={t('session.people.save')}
      okButtonProps={{ disabled: name.trim() === '' }}
      afterOpenChange={() => field.current?.focus()}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical" data-testid="person-form">
        <Form.Item label={t('session.people.name')}>
          <Input
            ref={field}
            autoFocus
            value={name}
            maxLength={50}
            data-testid="person-name"
            onChange={(event) => {
              setName(event.target.value);
            }}
            onPressEnter={(event) => {
              if (!event.nativeEvent.isComposing && name.trim() !== '') save();
            }}
          />
        </Form.Item>
        <Form.Item label={t('session.people.column.role')}>
          <Select<Role>
            value={role}
            aria-label={t('session.people.column.role')}
            options={roles.options
              .filter((each) => mayInstall || each !== 'installer')
              .map((value) => ({ value, label: t(`session.role.${value}`) }))}
            onChange={setRole}
          />
        </Form.Item>
        {refusal !== null && (
          <Alert
            type="error"
            showIcon
            title={refusal.fields?.name === 'taken' ? t('session.people.taken') : t(`error.${refusal.code}`)}
          />
        )}
      </Form>
    </Modal>
  );
}

const REASONS = { end: ['left', 'moved', 'mistake'], return: ['back', 'mistake'] } as const;

function Why({ panel, onClose }: { panel: { kind: 'end' | 'return'; person: PersonView }; onClose: () => void }) {
  const { t } = useTranslation();
  const { people } = useDesk();
  return (
    <ReasonModal
      title={t(`session.people.${panel.kind}Title`, { name: panel.person.name })}
      ready={REASONS[panel.kind].map((reason) => t(`session.people.because.${reason}`))}
      onCancel={onClose}
      onChoose={(because = '') => {
        onClose();
        void people.send(`people.${panel.kind}`, { person: panel.person.id, because });
      }}
    />
  );
}

/** A password that is shown this once. */
function Given() {
  const { t } = useTranslation();
  const { people } = useDesk();
  const given = usePeople((state) => state.given);
  if (given === null) return null;
  const done = (): void => {
    people.forget();
  };
  return (
    <Modal
      open
      centered
      title={t('session.people.given.title', { name: given.name })}
      closable={false}
      footer={
        <Button type="primary" autoFocus data-testid="given-done" onClick={done}>
          {t('session.people.given.done')}
        </Button>
      }
      onCancel={done}
    >
      <p className="people-given" data-testid="given-secret">
        {given.secret.slice(0, 4)} {given.secret.slice(4)}
      </p>
      <p className="dim">{t('session.people.given.hint')}</p>
    </Modal>
  );
}
