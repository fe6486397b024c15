/** A ref for what is news: in a form that is longer than its dialog it would come below the edge. */
export const bringIntoSight = (news: HTMLElement | null): void => news?.scrollIntoView({ block: 'nearest' });
