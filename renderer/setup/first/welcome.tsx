import { AppstoreAddOutlined, ImportOutlined, PlayCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureLine } from '../../session/failure-line.tsx';
import type { DemoOpened } from '../../../electron/contract/printing.ts';
import { judge, NewPassword } from '../../session/password-fields.tsx';
import '../../session/sign-in.css';
import { useDesk, useSession } from '../../store/desk.tsx';
import { TAKE_OVER } from './take-over.ts';

/** The first page of all: a new lot, a site that is brought along, or a look at the demo. */
export function Welcome() {
  const { t } = useTranslation();
  const { bridge } = useDesk();
  const [way, setWay] = useState<'new' | 'take-over' | null>(null);
  const [demo, setDemo] = useState<DemoOpened['outcome'] | null>(null);
  const openDemo = async (): Promise<void> => {
    setDemo(null);
    try {
      setDemo((await bridge.openDemo()).outcome);
    } catch {
      // A bridge that breaks has no words of its own.
      setDemo('failed');
    }
  };
  return (
    <main className="setup-centre">
      <div className="setup-welcome" data-testid="welcome">
        <p className="setup-lead">{t('setup.first.lead')}</p>
        <div className="setup-ways">
          {(['new', 'take-over'] as const).map((each) => (
            <Way
              key={each}
              icon={each === 'new' ? <AppstoreAddOutlined /> : <ImportOutlined />}
              of={each}
              chosen={way === each}
              onChoose={() => {
                setWay(each);
              }}
            />
          ))}
          <Way icon={<PlayCircleOutlined />} of="demo" chosen={false} onChoose={() => void openDemo()} />
        </div>
        {demo !== null && (
          <Alert
            type={demo === 'opened' || demo === 'already-open' ? 'info' : 'error'}
            showIcon
            title={t(`setup.first.demo.${demo}`)}
          />
        )}
        {way !== null && <Begin way={way} />}
      </div>
    </main>
  );
}

function Way({ icon, of, chosen, onChoose }: { icon: ReactNode; of: string; chosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation();
  return (
    <button type="button" className="setup-way" aria-pressed={chosen} data-testid={`way-${of}`} onClick={onChoose}>
      <span className="setup-way-icon" aria-hidden>
        {icon}
      </span>
      <b>{t(`setup.first.way.${of}.title`)}</b>
      <span className="dim">{t(`setup.first.way.${of}.hint`)}</span>
    </button>
  );
}

/** The first person of the site. The station knows no id for this name yet, so only the rules of its role are judged here. */
function Begin({ way }: { way: 'new' | 'take-over' }) {
  const { t } = useTranslation();
  const { session } = useDesk();
  const failure = useSession((state) => state.failure);
  const busy = useSession((state) => state.busy);
  const [name, setName] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const of = { id: '', role: 'installer' } as const;
  const good = name.trim() !== '' && judge(of, next, again).good;
  return (
    <form
      className="setup-begin"
      onSubmit={(event) => {
        event.preventDefault();
        if (!good) return;
        if (way === 'take-over') window.sessionStorage.setItem(TAKE_OVER, 'yes');
        else window.sessionStorage.removeItem(TAKE_OVER);
        void session.send('setup.begin', { name: name.trim(), secret: next });
      }}
    >
      <h2>{t('setup.first.who')}</h2>
      <p className="dim">{t('setup.first.whoHint')}</p>
      <label className="sign-in-field">
        {t('session.people.name')}
        <Input
          autoFocus
          value={name}
          maxLength={50}
          autoComplete="off"
          data-testid="first-name"
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
      </label>
      <NewPassword of={of} next={next} again={again} onNext={setNext} onAgain={setAgain} />
      <FailureLine failure={failure} />
      <Button type="primary" size="large" htmlType="submit" loading={busy} disabled={!good} data-testid="setup-begin">
        {t('setup.first.begin')}
      </Button>
    </form>
  );
}
