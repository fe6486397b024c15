'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** So near the end counts as the end. */
const NEAR_PX = 48;

/** How a reader goes up: by wheel, finger, key or the bar. */
export const LEAVING = ['wheel', 'touchmove', 'keydown', 'pointerdown'];

/** Another column has moved this one. */
export const MOVED = 'playground-moved';

/** Keeps the end in sight while it grows, until the reader scrolls up. A new run goes there in any case. */
export function useFollowEnd(scroller: RefObject<HTMLElement | null>, runId: string | undefined): void {
  const isFollowing = useRef(true);
  useEffect(() => {
    const element = scroller.current;
    if (!element || runId === undefined) return;
    isFollowing.current = true;
    element.scrollTop = element.scrollHeight;
  }, [scroller, runId]);

  useEffect(() => {
    const element = scroller.current;
    const content = element?.firstElementChild;
    if (!element || !content) return;
    const isAtEnd = () => element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    const look = () => {
      if (isAtEnd()) isFollowing.current = true;
    };
    const stay = () => {
      isFollowing.current = isAtEnd();
    };
    // Positions alone would not tell a reader from content that shrinks and grows.
    const leave = (event: Event) => {
      const isDown = event instanceof WheelEvent && event.deltaY > 0;
      const isUp = !(event instanceof KeyboardEvent) || ['ArrowUp', 'PageUp', 'Home'].includes(event.key);
      const isBeside = event.type === 'pointerdown' && event.target !== element;
      if (!isDown && isUp && !isBeside) isFollowing.current = false;
    };
    const follow = () => {
      if (isFollowing.current) element.scrollTop = element.scrollHeight;
    };
    const observer = new ResizeObserver(follow);
    observer.observe(content);
    element.addEventListener('scroll', look, { passive: true });
    element.addEventListener(MOVED, stay);
    for (const type of LEAVING) element.addEventListener(type, leave, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
      element.removeEventListener(MOVED, stay);
      for (const type of LEAVING) element.removeEventListener(type, leave);
    };
  }, [scroller]);
}
