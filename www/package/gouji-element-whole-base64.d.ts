/** The module as text. */
export const base64: string;
