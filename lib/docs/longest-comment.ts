/** The most characters of a reader's comment; the form enforces it, and the server refuses longer ones. */
export const LONGEST_COMMENT = 500;
