/** What is said aloud. In Chinese whichever language is shown: so are the plates, and so is the booth. */
export const spoken = {
  asks: (plate: string): string => `${plate}，请确认`,
};
