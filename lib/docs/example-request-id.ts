/** The request of every example in the documentation. The guides write it out. */
export const EXAMPLE_REQUEST_ID = 'req_01k9zq4w8b6m3t2v5x7y9abcde';
