/** Characters of a reader's comment on a page; the form stops there, and longer ones are refused. */
export const LONGEST_COMMENT = 500;
