/** Complete sentences and the unfinished rest. Joined they equal the text. */
export interface Sentences {
  whole: string[];
  begun: string;
}

/** Ends at a full stop or line end followed by text. `Intl.Segmenter` can change earlier boundaries as text arrives. */
const SENTENCE = /[\s\S]+?(?:(?:[.!?…]["'”’)\]]*\s+|[。！？]|\n\s*)(?=\S)|$)/g;

/** Splits streamed text for screen readers: a sentence counts once it is complete, the last one only at the end. */
export function toSentences(text: string, { isOver }: { isOver: boolean }): Sentences {
  const sentences = text.match(SENTENCE) ?? [];
  return isOver ? { whole: sentences, begun: '' } : { whole: sentences.slice(0, -1), begun: sentences.at(-1) ?? '' };
}
