// Options that several commands share, as yargs declares them.
import type { Argv, Options } from 'yargs';
import { shownByYargs } from './hidden.ts';

const PROFILE: Options = {
  type: 'string',
  requiresArg: true,
  global: false,
  describe: 'standard: secrets; stream: personal data too; strict: also what is uncertain (default standard)',
};

// Values are taken as text: yargs would turn a mask character `0` into a number.
const MASK_CHAR: Options = {
  type: 'string',
  requiresArg: true,
  global: false,
  coerce: shownByYargs,
  describe: 'Character that covers a secret on a live line (default *)',
};

const MASK_STYLE: Options = {
  type: 'string',
  requiresArg: true,
  global: false,
  describe: 'width: as wide as the secret; fixed: one length where the layout allows it (default width)',
};

const HOLD_BACK: Options = {
  type: 'string',
  requiresArg: true,
  global: false,
  describe: 'Milliseconds that the unfinished end of a line may be held back (default 20)',
};

const CONFIG: Options = {
  type: 'string',
  requiresArg: true,
  global: false,
  coerce: shownByYargs,
  describe: 'Configuration file instead of ~/.config/masked-shell/config.toml',
};

const NO_CONFIG: Options = {
  type: 'boolean',
  global: false,
  describe: "Without any configuration file, the project's included",
};

/** Declares the options of what is masked. */
export function profileOption(yargs: Argv): Argv {
  return yargs.options({ profile: PROFILE, config: CONFIG, 'no-config': NO_CONFIG });
}

/** Declares the options of masking. */
export function maskingOptions(yargs: Argv): Argv {
  return profileOption(yargs).options({ 'mask-char': MASK_CHAR, 'mask-style': MASK_STYLE, 'hold-back': HOLD_BACK });
}
