import { Input } from 'antd';
import type { InputRef } from 'antd';
import type { Ref } from 'react';
import { weaknessOf } from '../../electron/contract/access.ts';
import type { SignInChoice } from '../../electron/contract/access.ts';
import { useTranslation } from 'react-i18next';

interface NewPasswordProps {
  of: Pick<SignInChoice, 'id' | 'role'>;
  next: string;
  again: string;
  onNext: (text: string) => void;
  onAgain: (text: string) => void;
  field?: Ref<InputRef>;
}

/** Whether what is typed twice can be a password; the reason in words where it cannot, once both are typed. */
export function judge(of: Pick<SignInChoice, 'id' | 'role'>, next: string, again: string) {
  const weakness = next === '' ? null : weaknessOf(next, of);
  const differs = again !== '' && next !== again;
  return { weakness, differs, good: next !== '' && weakness === null && next === again };
}

/** A password of one's own, typed twice, with what it must be. */
export function NewPassword({ of, next, again, onNext, onAgain, field }: NewPasswordProps) {
  const { t } = useTranslation();
  const { weakness, differs } = judge(of, next, again);
  const keypad = of.role === 'attendant' || of.role === 'viewer';
  return (
    <>
      <label className="sign-in-field">
        {t('session.newPassword')}
        <Input.Password
          {...(field !== undefined && { ref: field })}
          value={next}
          maxLength={128}
          autoComplete="new-password"
          data-testid="new-password"
          {...(weakness !== null && { status: 'error' as const })}
          onChange={(event) => {
            onNext(event.target.value);
          }}
        />
        <span className={weakness === null ? 'dim' : 'sign-in-wrong'} data-testid="password-rule">
          {weakness === null ? t(`session.change.rule.${keypad ? 'keypad' : 'full'}`) : t(`session.weak.${weakness}`)}
        </span>
      </label>
      <label className="sign-in-field">
        {t('session.again')}
        <Input.Password
          value={again}
          maxLength={128}
          autoComplete="new-password"
          data-testid="new-password-again"
          {...(differs && { status: 'error' as const })}
          onChange={(event) => {
            onAgain(event.target.value);
          }}
        />
        {differs && <span className="sign-in-wrong">{t('session.change.different')}</span>}
      </label>
    </>
  );
}
