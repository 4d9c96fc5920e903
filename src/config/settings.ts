// The settings that a user can choose on the command line or in a file, their defaults, and what each may be.
import { MaskedShellError } from './error.ts';

export const MASK_STYLES = ['width', 'fixed'] as const;
export type MaskStyle = (typeof MASK_STYLES)[number];

/**
 * What is masked: `standard` secrets; `stream` what tells who and where one is, too; `strict` also what is uncertain. Each
 * masks more than the one before it.
 */
export const PROFILES = ['standard', 'stream', 'strict'] as const;
export type Profile = (typeof PROFILES)[number];

export interface Settings {
  readonly profile: Profile;
  /** One printable ASCII character that covers secrets on live rows. */
  readonly maskChar: string;
  /** `width`: as wide as the secret; `fixed`: one length wherever the layout allows it. */
  readonly maskStyle: MaskStyle;
  /** Milliseconds that an unfinished line may be held back after the program went quiet. */
  readonly holdBack: number;
}

export const DEFAULT_SETTINGS: Settings = {
  profile: 'standard',
  maskChar: '*',
  maskStyle: 'width',
  holdBack: 20,
};

export const MAX_HOLD_BACK = 1000;

/** The settings as typed: a missing one keeps its default. */
export interface RawSettings {
  readonly profile?: string | undefined;
  readonly maskChar?: string | undefined;
  readonly maskStyle?: string | undefined;
  readonly holdBack?: string | undefined;
}

/** The settings of a file: what it does not have is null. */
export type FileSettings = { readonly [name in keyof Settings]: Settings[name] | null };

/**
 * Checks what the user typed; what is missing there is taken from the file, and else is the default.
 * @throws MaskedShellError `usage`, which names the option.
 */
export function parseSettings(raw: RawSettings, file?: FileSettings): Settings {
  const { profile, maskChar, maskStyle, holdBack } = DEFAULT_SETTINGS;
  return {
    profile: raw.profile === undefined ? (file?.profile ?? profile) : parseProfile(raw.profile),
    maskChar: raw.maskChar === undefined ? (file?.maskChar ?? maskChar) : parseMaskChar(raw.maskChar),
    maskStyle: raw.maskStyle === undefined ? (file?.maskStyle ?? maskStyle) : parseMaskStyle(raw.maskStyle),
    holdBack: raw.holdBack === undefined ? (file?.holdBack ?? holdBack) : parseHoldBack(raw.holdBack),
  };
}

function parseProfile(value: string): Profile {
  if (value === 'standard' || value === 'stream' || value === 'strict') return value;
  throw new MaskedShellError(
    'usage',
    '--profile takes standard, stream or strict',
    'standard masks secrets, stream personal data too, strict also what is uncertain.',
  );
}

function parseMaskChar(value: string): string {
  if (/^[!-~]$/.test(value)) return value;
  throw new MaskedShellError(
    'usage',
    '--mask-char takes one printable ASCII character',
    "For example: --mask-char '#' (quoted, so that the shell leaves it alone).",
  );
}

function parseMaskStyle(value: string): MaskStyle {
  if (value === 'width' || value === 'fixed') return value;
  throw new MaskedShellError('usage', '--mask-style takes width or fixed', 'width keeps the length, fixed hides it.');
}

function parseHoldBack(value: string): number {
  const milliseconds = /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN;
  if (milliseconds <= MAX_HOLD_BACK) return milliseconds;
  throw new MaskedShellError(
    'usage',
    `--hold-back takes whole milliseconds from 0 to ${MAX_HOLD_BACK}`,
    `The default is ${DEFAULT_SETTINGS.holdBack}; more hides slowly printed secrets better, less feels quicker.`,
  );
}
