/** A wait as a person counts it: seconds below a minute (`minutes` is 0), then whole minutes, rounded up. */
export const toWaitingTime = (seconds: number): { minutes: number; seconds: number } => ({
  minutes: seconds < 60 ? 0 : Math.ceil(seconds / 60),
  seconds,
});
