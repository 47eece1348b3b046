import { LockOutlined } from '@ant-design/icons';
import { Alert, Button, Input } from 'antd';
import type { InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInChoice, SignInView } from '../../electron/contract/access.ts';
import { useNow } from '../clock/use-now.ts';
import { useDesk, useSession } from '../store/desk.tsx';
import { ChangePassword } from './change-password.tsx';
import { FailureLine, waitSentence } from './failure-line.tsx';
import { Keypad } from './keypad.tsx';
import { judge, NewPassword } from './password-fields.tsx';
import './sign-in.css';

/** Before anybody works here: who it is, and the password. */
export function SignInScreen({ view }: { view: SignInView }) {
  const { t } = useTranslation();
  const { session, place, note } = view;
  return (
    <main className="sign-in" data-testid="sign-in" data-state={session.state}>
      <section className="sign-in-card">
        <header>
          <p className="dim">{place}</p>
          <h1>{titleOf(view, t)}</h1>
        </header>
        {view.restoring === true && (
          <Alert
            type="error"
            showIcon
            data-testid="restoring"
            title={t('restore.title')}
            description={`${t('restore.gates')} ${t('restore.signIn')}`}
          />
        )}
        <Step view={view} />
        {note !== null && <p className="sign-in-note dim">{note}</p>}
      </section>
    </main>
  );
}

function titleOf({ session }: SignInView, t: ReturnType<typeof useTranslation>['t']): string {
  if (session.mustChange) return t('session.change.title');
  if (session.state === 'unclaimed') return t('session.claim.title');
  if (session.state === 'locked') return t('session.locked.title', { name: session.person?.name ?? '' });
  return t('session.title');
}

function Step({ view }: { view: SignInView }) {
  const { t } = useTranslation();
  const { session, people } = view;
  const { person } = session;
  if (person !== null && session.mustChange) {
    return (
      <>
        <p className="dim">{t('session.change.hint')}</p>
        <ChangePassword of={person} />
      </>
    );
  }
  if (session.state === 'unclaimed') {
    return <Claim people={people.filter(({ role }) => role === 'supervisor' || role === 'installer')} />;
  }
  return (
    <>
      {session.state === 'signed-out' && view.restoring !== true && <p className="dim">{t('session.left')}</p>}
      <SignIn people={people} first={person?.id ?? null} />
    </>
  );
}

/** Digits choose a person while no password is being typed. */
function People({
  people,
  chosen,
  onChoose,
}: {
  people: readonly SignInChoice[];
  chosen: string | null;
  onChoose: (id: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="sign-in-people" role="radiogroup" aria-label={t('session.who')}>
      {people.map(({ id, name, role, ready }, index) => (
        <button
          key={id}
          type="button"
          role="radio"
          aria-checked={id === chosen}
          className="sign-in-person"
          data-testid={`person-${id}`}
          onClick={() => {
            onChoose(id);
          }}
        >
          {index < 9 && <kbd>{index + 1}</kbd>}
          <span className="cut">{name}</span>
          <span className="dim">{ready ? t(`session.role.${role}`) : t('session.noPassword')}</span>
        </button>
      ))}
    </div>
  );
}

/** The nth person, chosen by a digit pressed outside of a field. */
function useDigits(people: readonly SignInChoice[], onChoose: (id: string) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.altKey || event.metaKey) return;
      const person = /^[1-9]$/.test(event.key) ? people[Number(event.key) - 1] : undefined;
      if (person === undefined) return;
      event.preventDefault();
      onChoose(person.id);
    };
    window.addEventListener('keydown', pressed);
    return () => {
      window.removeEventListener('keydown', pressed);
    };
  }, [people, onChoose]);
}

/** Also what unlocks the desk. `first`: whose password is asked for at once. */
export function SignIn({ people, first }: { people: readonly SignInChoice[]; first: string | null }) {
  const { t } = useTranslation();
  const { session } = useDesk();
  const failure = useSession((state) => state.failure);
  const busy = useSession((state) => state.busy);
  const now = useNow();
  const [chosen, setChosen] = useState(first);
  const [secret, setSecret] = useState('');
  const field = useRef<InputRef>(null);
  const person = people.find(({ id }) => id === chosen) ?? null;
  const waits = person !== null && person.waitUntil !== null && person.waitUntil > now ? person.waitUntil : null;

  const choose = (id: string): void => {
    session.forgive();
    setChosen(id);
    setSecret('');
    field.current?.focus();
  };
  useDigits(people, choose);
  // Also where it could take nothing when the person was chosen: the list came later, or a wait is over.
  const takesKeys = person !== null && person.ready && waits === null;
  useEffect(() => {
    if (takesKeys) field.current?.focus();
  }, [chosen, takesKeys]);

  const send = (): void => {
    if (person === null || secret === '' || busy) return;
    void session.send('session.sign-in', { person: person.id, secret }).then((done) => {
      if (done) return;
      setSecret('');
      field.current?.focus();
    });
  };
  return (
    <div className="sign-in-step">
      <People people={people} chosen={chosen} onChoose={choose} />
      {person !== null && (
        <div className="sign-in-secret">
          <label className="sign-in-field">
            {t('session.password')}
            <Input.Password
              ref={field}
              size="large"
              prefix={<LockOutlined aria-hidden />}
              value={secret}
              maxLength={128}
              disabled={waits !== null || !person.ready}
              autoComplete="current-password"
              data-testid="password"
              onChange={(event) => {
                setSecret(event.target.value);
              }}
              onPressEnter={(event) => {
                if (!event.nativeEvent.isComposing) send();
              }}
            />
          </label>
          {!person.ready && <p className="sign-in-wrong">{t('session.noPassword')}</p>}
          {waits === null ? (
            <FailureLine failure={failure} />
          ) : (
            <p className="sign-in-wrong" data-testid="sign-in-failure">
              {waitSentence(t, waits, now)}
            </p>
          )}
          <Keypad
            onDigit={(digit) => {
              setSecret((text) => text + digit);
              field.current?.focus();
            }}
            onErase={() => {
              setSecret((text) => text.slice(0, -1));
              field.current?.focus();
            }}
          />
          <Button
            type="primary"
            size="large"
            loading={busy}
            disabled={secret === '' || waits !== null}
            data-testid="sign-in-send"
            onClick={send}
          >
            {first === person.id ? t('session.unlock') : t('session.signIn')} <kbd>Enter</kbd>
          </Button>
        </div>
      )}
    </div>
  );
}

/** The first password of a site. */
function Claim({ people }: { people: readonly SignInChoice[] }) {
  const { t } = useTranslation();
  const { session } = useDesk();
  const failure = useSession((state) => state.failure);
  const busy = useSession((state) => state.busy);
  const [chosen, setChosen] = useState<string | null>(null);
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const field = useRef<InputRef>(null);
  const person = people.find(({ id }) => id === chosen) ?? null;

  const choose = (id: string): void => {
    session.forgive();
    setChosen(id);
    field.current?.focus();
  };
  useDigits(people, choose);
  useEffect(() => field.current?.focus(), [chosen]);
  return (
    <form
      className="sign-in-step"
      onSubmit={(event) => {
        event.preventDefault();
        if (person !== null && judge(person, next, again).good)
          void session.send('session.claim', { person: person.id, secret: next });
      }}
    >
      <p className="dim">{t('session.claim.hint')}</p>
      <People people={people.map((each) => ({ ...each, ready: true }))} chosen={chosen} onChoose={choose} />
      {person !== null && (
        <div className="sign-in-secret">
          <NewPassword of={person} next={next} again={again} onNext={setNext} onAgain={setAgain} field={field} />
          <FailureLine failure={failure} />
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            loading={busy}
            disabled={!judge(person, next, again).good}
            data-testid="claim-send"
          >
            {t('session.claim.send')}
          </Button>
        </div>
      )}
    </form>
  );
}
