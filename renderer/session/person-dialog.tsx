import { KeyOutlined, LockOutlined, LogoutOutlined, SwapOutlined, TeamOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mayRun } from '../../electron/contract/rights.ts';
import { dayTime } from '../clock/beijing.ts';
import { SHIFT_LETTER } from '../keys/key-map.ts';
import { useDesk, useSession } from '../store/desk.tsx';
import { ChangePassword } from './change-password.tsx';
import './sign-in.css';

interface Act {
  letter: string;
  icon: ReactNode;
  word: string;
  hint: string | null;
  run: () => void;
}

/** Who sits here, and what that person can do about it. */
export function PersonDialog() {
  const { t } = useTranslation();
  const { attention, session } = useDesk();
  const view = useSession((state) => state.view?.session ?? null);
  const [changing, setChanging] = useState(false);
  const close = (): void => {
    attention.open(null);
  };
  const person = view?.person ?? null;
  const acts: Act[] = [
    ...(person !== null && mayRun(person.role, 'attendant')
      ? [
          {
            letter: SHIFT_LETTER,
            icon: <SwapOutlined aria-hidden />,
            word: t('shift.title'),
            hint: t('shift.menu'),
            run: () => {
              attention.visit({ kind: 'shift' });
            },
          },
        ]
      : []),
    {
      letter: 'L',
      icon: <LockOutlined aria-hidden />,
      word: t('session.menu.lock'),
      hint: t(view?.gateWhileLocked === false ? 'session.menu.lockShut' : 'session.menu.lockHint'),
      run: () => {
        close();
        void session.send('session.lock', {});
      },
    },
    {
      letter: 'S',
      icon: <LogoutOutlined aria-hidden />,
      word: t('session.menu.signOut'),
      hint: t('session.menu.signOutHint'),
      run: () => {
        close();
        void session.send('session.sign-out', {});
      },
    },
    {
      letter: 'P',
      icon: <KeyOutlined aria-hidden />,
      word: t('session.menu.change'),
      hint: null,
      run: () => {
        setChanging(true);
      },
    },
    ...(person !== null && mayRun(person.role, 'manager')
      ? [
          {
            letter: 'M',
            icon: <TeamOutlined aria-hidden />,
            word: t('session.menu.people'),
            hint: null,
            run: () => {
              attention.visit({ kind: 'people' });
            },
          },
        ]
      : []),
  ];
  useLetters(changing ? [] : acts);
  if (view === null || person === null) return null;
  return (
    <Modal
      open
      centered
      width={520}
      footer={null}
      title={
        changing
          ? t('session.change.own')
          : t('session.menu.title', { name: person.name, role: t(`session.role.${person.role}`) })
      }
      onCancel={close}
    >
      {changing ? (
        <ChangePassword of={person} onDone={close} />
      ) : (
        <div className="person-menu" data-testid="person-dialog">
          <p className="dim">{t('session.menu.since', { time: view.since === null ? '' : dayTime(view.since) })}</p>
          {acts.map(({ letter, icon, word, hint, run }) => (
            <Button key={letter} className="person-menu-act" data-testid={`person-${letter}`} onClick={run}>
              {icon}
              <span>
                {word} {hint !== null && <span className="dim">· {hint}</span>}
              </span>
              <kbd>{letter}</kbd>
            </Button>
          ))}
        </div>
      )}
    </Modal>
  );
}

function useLetters(acts: readonly Act[]): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      const act = acts.find(({ letter }) => letter === event.key.toUpperCase());
      if (act === undefined) return;
      event.preventDefault();
      act.run();
    };
    window.addEventListener('keydown', pressed);
    return () => {
      window.removeEventListener('keydown', pressed);
    };
  });
}
