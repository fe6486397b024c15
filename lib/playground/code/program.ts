export interface Program {
  code: string;
  /** Fields of the request that the library does not send: `messages[1].reasoning_details`. */
  leftOut: string[];
}
