// How terminals are told to start masked-shell instead of the shell: what to put into which file of theirs. Sources: their manuals.

export interface TerminalProfile {
  /** As it is typed after --terminal. */
  readonly name: string;
  readonly title: string;
  /** Where the lines go. */
  readonly file: string;
  /** @param program the absolute path of masked-shell */
  readonly lines: (program: string) => string;
}

const json = (text: string) => JSON.stringify(text);

export const TERMINALS: readonly TerminalProfile[] = [
  {
    name: 'vscode',
    title: 'Visual Studio Code',
    file: 'settings.json (Preferences: Open User Settings (JSON))',
    lines: (program) =>
      ['linux', 'osx']
        .map(
          (system) =>
            `"terminal.integrated.profiles.${system}": { "masked-shell": { "path": ${json(program)}, "icon": "eye-closed" } },\n` +
            `"terminal.integrated.defaultProfile.${system}": "masked-shell"`,
        )
        .join(',\n'),
  },
  {
    name: 'iterm2',
    title: 'iTerm2',
    file: 'Settings > Profiles > + > General > Command: Custom Shell',
    lines: (program) => program,
  },
  {
    name: 'windows-terminal',
    title: 'Windows Terminal with WSL',
    file: 'settings.json, in "profiles": { "list": [ … ] }',
    lines: (program) =>
      `{ "name": "masked-shell", "commandline": ${json(`wsl.exe --exec ${program}`)}, "startingDirectory": "~" }`,
  },
  {
    name: 'kitty',
    title: 'kitty',
    file: '~/.config/kitty/kitty.conf',
    lines: (program) => `shell ${program}`,
  },
  {
    name: 'alacritty',
    title: 'Alacritty',
    file: '~/.config/alacritty/alacritty.toml',
    lines: (program) => `[terminal.shell]\nprogram = ${json(program)}`,
  },
  {
    name: 'wezterm',
    title: 'WezTerm',
    file: '~/.config/wezterm/wezterm.lua, before "return config"',
    lines: (program) => `config.default_prog = { ${json(program)} }`,
  },
  {
    name: 'ghostty',
    title: 'Ghostty',
    file: '~/.config/ghostty/config',
    lines: (program) => `command = ${program}\nshell-integration = none`,
  },
  {
    name: 'foot',
    title: 'foot',
    file: '~/.config/foot/foot.ini',
    lines: (program) => `[main]\nshell=${program}`,
  },
  {
    name: 'gnome-terminal',
    title: 'GNOME Terminal',
    file: 'Preferences > a profile of its own > Command > Run a custom command instead of my shell',
    lines: (program) => program,
  },
  {
    name: 'konsole',
    title: 'Konsole',
    file: '~/.local/share/konsole/masked-shell.profile',
    lines: (program) => `[General]\nName=masked-shell\nCommand=${program}`,
  },
  {
    name: 'tmux',
    title: 'tmux',
    file: '~/.tmux.conf: each new window and pane is masked by itself',
    lines: (program) => `set -g default-command ${json(program)}`,
  },
  {
    name: 'screen',
    title: 'GNU screen',
    file: '~/.screenrc: each new window is masked by itself',
    lines: (program) => `shell ${program}`,
  },
];
