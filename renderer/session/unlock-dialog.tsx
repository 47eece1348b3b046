import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDesk, useSession } from '../store/desk.tsx';
import { SignIn } from './sign-in-screen.tsx';

/** Over a board that goes on: what a locked desk wants before it shows anything else. */
export function UnlockDialog() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const view = useSession((state) => state.view);
  if (view === null) return null;
  return (
    <Modal
      open
      centered
      width={720}
      footer={null}
      title={t('session.locked.title', { name: view.session.person?.name ?? '' })}
      onCancel={() => {
        attention.open(null);
      }}
    >
      <div data-testid="unlock-dialog">
        <p className="dim">{t('session.locked.hint')}</p>
        <SignIn people={view.people} first={view.session.person?.id ?? null} />
      </div>
    </Modal>
  );
}
