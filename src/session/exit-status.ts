// Exit statuses as shells give them.
import { constants } from 'node:os';

/** Status of a program that a signal ended. */
export function signalStatus(signal: NodeJS.Signals | number): number {
  return 128 + (typeof signal === 'number' ? signal : constants.signals[signal]);
}

/** Status when the outer terminal has gone: a hang-up. */
export const HANGUP_STATUS = signalStatus('SIGHUP');
