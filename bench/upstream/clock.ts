/** Microseconds on a clock that all processes of this machine share. */
export const nowMicros = (): number => Math.round(Number(process.hrtime.bigint()) / 1_000);
