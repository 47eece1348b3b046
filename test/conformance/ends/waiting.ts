const LOOK_MS = 5;

/** Waits until something is so; false when it is not after `patienceMs`. */
export async function until(isSo: () => boolean, patienceMs = 10_000): Promise<boolean> {
  const end = performance.now() + patienceMs;
  while (!isSo()) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return true;
}
