import { useSyncExternalStore } from 'react';

/** The machine's own Chinese voice, one on the machine before one over the network; null: it has none. */
function chineseVoice(): SpeechSynthesisVoice | null {
  const voices = window.speechSynthesis.getVoices().filter(({ lang }) => /^(zh|cmn)([-_]|$)/i.test(lang));
  return voices.find(({ localService }) => localService) ?? voices[0] ?? null;
}

/** Says something at a volume of 0 to 1, and drops what it was still saying. Without a Chinese voice it stays silent. */
export function say(words: string, volume: number): void {
  const voice = chineseVoice();
  if (voice === null) return;
  const said = new SpeechSynthesisUtterance(words);
  Object.assign(said, { voice, lang: voice.lang, volume });
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(said);
}

/** Whether there is a Chinese voice: the machine tells of its voices a moment after it is asked. */
export function useHasVoice(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.speechSynthesis.addEventListener('voiceschanged', listener);
      return () => {
        window.speechSynthesis.removeEventListener('voiceschanged', listener);
      };
    },
    () => chineseVoice() !== null,
  );
}
