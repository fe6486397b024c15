import { readdirSync, readFileSync } from 'node:fs';

/** Process ids by role: `gateway`, `database` … Each includes its descendants, except those listed elsewhere. */
export type Groups = Record<string, readonly number[]>;

const TICKS_PER_SECOND = 100; // USER_HZ, part of Linux's interface to programs
const BYTES_PER_MB = 1_048_576;

/** User and system time so far, per group, of running and of ended processes. */
export const cpuSeconds = (groups: Groups): Record<string, number> => measureAll(groups, cpuOf);

/** Resident memory now, per group. Shared memory counts in each process. */
export const residentMb = (groups: Groups): Record<string, number> => measureAll(groups, residentOf);

/** The child processes, with their command lines. */
export const childrenOf = (pid: number): { pid: number; command: string }[] =>
  (readTree().get(pid) ?? []).map((child) => ({
    pid: child,
    command: (read(`/proc/${child}/cmdline`) ?? '').replaceAll('\0', ' '),
  }));

export function difference(after: Record<string, number>, before: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]));
}

function measureAll(groups: Groups, measure: (pid: number) => number): Record<string, number> {
  const tree = readTree();
  const listed = new Set(Object.values(groups).flat());
  const withBelow = (pid: number): number[] => {
    const children = (tree.get(pid) ?? []).filter((child) => !listed.has(child));
    return [pid, ...children.flatMap(withBelow)];
  };
  const sum = (pids: readonly number[]) => pids.flatMap(withBelow).reduce((total, pid) => total + measure(pid), 0);
  return Object.fromEntries(Object.entries(groups).map(([name, pids]) => [name, sum(pids)]));
}

/** Every process's children. */
function readTree(): Map<number, number[]> {
  const tree = new Map<number, number[]>();
  for (const pid of readdirSync('/proc').map(Number)) {
    const parent = Number(fieldsOf(pid)?.[1]);
    if (parent) tree.set(parent, [...(tree.get(parent) ?? []), pid]);
  }
  return tree;
}

/** The time of a process that has ended is added to its parent's time of children. */
function cpuOf(pid: number): number {
  const [user, system, childrenUser, childrenSystem] = (fieldsOf(pid) ?? []).slice(11, 15).map(Number);
  return ((user ?? 0) + (system ?? 0) + (childrenUser ?? 0) + (childrenSystem ?? 0)) / TICKS_PER_SECOND;
}

function residentOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1] ?? 0;
  return (Number(kilobytes) * 1024) / BYTES_PER_MB;
}

/** The fields of `/proc/<pid>/stat` after the name, which may contain spaces: state, parent … */
function fieldsOf(pid: number): string[] | null {
  const text = Number.isInteger(pid) ? read(`/proc/${pid}/stat`) : null;
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
