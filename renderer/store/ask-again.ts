/** Asks at once, and again so long after each answer, until the returned function is called. `ask` never rejects. */
export function askAgain(ask: () => Promise<void>, pauseMs: number): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let followed = true;
  const again = async (): Promise<void> => {
    await ask();
    if (followed) timer = setTimeout(() => void again(), pauseMs);
  };
  void again();
  return () => {
    followed = false;
    clearTimeout(timer);
  };
}
