import { Button, Input } from 'antd';
import type { InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInChoice } from '../../electron/contract/access.ts';
import { useDesk, useSession } from '../store/desk.tsx';
import { FailureLine } from './failure-line.tsx';
import { judge, NewPassword } from './password-fields.tsx';

/** One's own password: the one of now, and a new one twice. */
export function ChangePassword({ of, onDone }: { of: Pick<SignInChoice, 'id' | 'role'>; onDone?: () => void }) {
  const { t } = useTranslation();
  const { session } = useDesk();
  const failure = useSession((state) => state.failure);
  const busy = useSession((state) => state.busy);
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const field = useRef<InputRef>(null);
  useEffect(() => {
    session.forgive();
    field.current?.focus();
  }, [session]);
  const good = old !== '' && judge(of, next, again).good;
  return (
    <form
      className="sign-in-secret"
      onSubmit={(event) => {
        event.preventDefault();
        if (!good) return;
        void session.send('session.change-secret', { old, next }).then((done) => {
          if (done) onDone?.();
        });
      }}
    >
      <label className="sign-in-field">
        {t('session.oldPassword')}
        <Input.Password
          ref={field}
          value={old}
          maxLength={128}
          autoComplete="current-password"
          data-testid="old-password"
          onChange={(event) => {
            setOld(event.target.value);
          }}
        />
      </label>
      <NewPassword of={of} next={next} again={again} onNext={setNext} onAgain={setAgain} />
      <FailureLine failure={failure} />
      <Button
        type="primary"
        size="large"
        htmlType="submit"
        loading={busy}
        disabled={!good}
        data-testid="change-password-send"
      >
        {t('session.change.send')}
      </Button>
    </form>
  );
}
