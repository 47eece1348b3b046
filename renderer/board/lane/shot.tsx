import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../store/desk.tsx';

interface ShotProps {
  url: string | null;
  /** For the enlarged picture and screen readers. */
  title: string;
  /** Written on the picture when there are two. */
  label: string | null;
  none: string;
}

/** A picture, 16:9; a press shows it large. */
export function Shot({ url, title, label, none }: ShotProps) {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const [lost, setLost] = useState<string | null>(null);
  if (url === null || lost === url) {
    return (
      <div className="shot">
        <span className="shot-none">{url === null ? none : t('shot.lost')}</span>
        {label !== null && <span className="shot-label">{label}</span>}
      </div>
    );
  }
  return (
    <button
      type="button"
      className="shot"
      aria-label={t('shot.enlarge', { what: title })}
      onClick={() => {
        attention.open({ kind: 'picture', url, title });
      }}
    >
      <img
        src={url}
        alt={title}
        draggable={false}
        onError={() => {
          setLost(url);
        }}
      />
      {label !== null && <span className="shot-label">{label}</span>}
    </button>
  );
}
