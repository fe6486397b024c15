/** Whole sentences, and what has begun after them. Joined they are the text. */
export interface Sentences {
  whole: string[];
  begun: string;
}

/** Up to a full stop or a line's end after which something follows. `Intl.Segmenter` would take sentences back later. */
const SENTENCE = /[\s\S]+?(?:(?:[.!?…]["'”’)\]]*\s+|[。！？]|\n\s*)(?=\S)|$)/g;

/** A streamed text as it is read aloud: a sentence once it is whole. The last one counts as begun until the end. */
export function toSentences(text: string, { isOver }: { isOver: boolean }): Sentences {
  const sentences = text.match(SENTENCE) ?? [];
  return isOver ? { whole: sentences, begun: '' } : { whole: sentences.slice(0, -1), begun: sentences.at(-1) ?? '' };
}
