'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** Distance from the end that still counts as the end. */
const NEAR_PX = 48;

/** Events by which a reader scrolls up: wheel, touch, key or scroll bar. */
export const LEAVING = ['wheel', 'touchmove', 'keydown', 'pointerdown'];

/** Sent to a column that was scrolled together with another. */
export const MOVED = 'playground-moved';

/** Keeps the end in view while content grows, until the reader scrolls up. A new run scrolls to the end again. */
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
    // Scroll positions alone cannot tell a reader's scrolling from content that shrinks and grows.
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
