import { Modal } from 'antd';
import { useDesk } from '../store/desk.tsx';
import './picture-dialog.css';

/** A capture as large as the window allows; any press closes it. */
export function PictureDialog({ url, title }: { url: string; title: string }) {
  const { attention } = useDesk();
  const close = (): void => {
    attention.open(null);
  };
  return (
    <Modal open centered title={title} footer={null} width="min(1280px, 92vw)" onCancel={close}>
      <img className="picture" src={url} alt={title} onClick={close} />
    </Modal>
  );
}
