/** The answer of a command that waits for nothing. */
export function atOnce<T>(answer: T | Promise<T>): T {
  if (answer instanceof Promise) throw new Error('this is answered later');
  return answer;
}
