import { LockOutlined } from '@ant-design/icons';

/** What came of the last act of a screen; else, what is not this person's to do. */
export function SaidLine({
  outcome,
  notYours,
}: {
  outcome: { ok: boolean; words: string } | null;
  notYours: string | null;
}) {
  if (outcome === null) {
    return (
      <span className="lists-said dim" role="status">
        {notYours !== null && (
          <>
            <LockOutlined aria-hidden /> {notYours}
          </>
        )}
      </span>
    );
  }
  return (
    <span className="lists-said" role="status" data-ok={outcome.ok} data-testid="said">
      {outcome.words}
    </span>
  );
}
