/** How long each encoding is, by its name, in their order. */
export const lengths: Record<string, number>;
/** All of them. */
export const base64: string;
