// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold shell references.
// Start-up files as people have them, and what they do that a hook could trip over. Each is run bare and masked: what a person sees
// must be the same. Prompts end with what the tests wait for.
import { PROMPT } from './home.ts';

export interface StartUp {
  readonly name: string;
  /** The start-up file. */
  readonly rc: string;
  /** Lines typed besides those that every shell gets. */
  readonly lines?: readonly string[];
}

const PS1 = `PS1='${PROMPT} '\n`;

/** A hook that rewrites the prompt each time from the status of each command of the pipeline, as starship does. */
const BASH_PROMPT = `
draw() { local status=$? pipe=("\${PIPESTATUS[@]}"); PS1="[$status:\${pipe[*]}] ${PROMPT} "; return $status; }
`;

export const BASH: readonly StartUp[] = [
  { name: 'nothing special', rc: PS1 },
  { name: 'set -u and set -e', rc: `${PS1}set -u\nset +e\n`, lines: ['set -e', 'true', 'set +e'] },
  { name: 'vi mode and a prompt of two lines', rc: `set -o vi\nPS1='\\w\\n${PROMPT} '\n` },
  {
    name: 'PROMPT_COMMAND as an exported string',
    rc: `${BASH_PROMPT}export PROMPT_COMMAND='draw; '\n`,
    lines: ['bash --norc -c "echo child"'],
  },
  {
    name: 'PROMPT_COMMAND as an array',
    rc: `${BASH_PROMPT}other() { count=$((\${count-0} + 1)); }\nPROMPT_COMMAND=(draw other)\n`,
    lines: ['echo "prompts $count"'],
  },
  { name: 'a PS0 of its own', rc: `${PS1}PS0='running \\t\\n'\nPS0='>> '\n` },
  {
    name: 'a DEBUG trap under extdebug',
    rc: `${PS1}seen=0\nnote() { case $BASH_COMMAND in *masked_shell*) ;; *) seen=$((seen + 1)) ;; esac; }\ntrap note DEBUG\nshopt -s extdebug\n`,
    lines: ['trap -p DEBUG'],
  },
  { name: 'an ERR trap and set -E', rc: `${PS1}trap 'echo "failed with $?"' ERR\nset -E\n` },
  {
    name: 'a preexec by DEBUG and PROMPT_COMMAND',
    rc: `${PS1}preexec() { [[ $BASH_COMMAND == *masked_shell* || $at != prompt ]] && return; at=; echo "preexec: $BASH_COMMAND"; }\nprecmd() { at=prompt; }\ntrap preexec DEBUG\nPROMPT_COMMAND=precmd\n`,
  },
  {
    name: 'builtins shadowed by functions and aliases',
    rc: `${PS1}printf() { echo shadowed; }\nexport() { echo shadowed; }\nalias local='echo shadowed' set='echo shadowed'\nalias\nhistory() { echo shadowed; }\nset -o noclobber\nIFS=:\n`,
  },
  { name: 'set -a and POSIX mode', rc: `${PS1}set -a\nset -o posix\n`, lines: ['env | grep -ci masked_shell_nonce'] },
  {
    name: 'a history that leaves out what begins with a blank',
    rc: `${PS1}HISTCONTROL=ignoreboth\nHISTTIMEFORMAT='%F '\nHISTSIZE=3\n`,
    lines: [' echo hidden', 'echo kept', 'echo kept', 'history | cut -c 19-'],
  },
  {
    name: 'no expansion in prompts, and tracing',
    rc: `shopt -u promptvars\n${PS1}`,
    lines: ['set -x', 'echo traced', 'set +x'],
  },
  {
    name: 'an elapsed time by DEBUG and PROMPT_COMMAND',
    rc: `start() { timer=\${timer:-started}; }\nstop() { shown=$timer; unset timer; }\ntrap start DEBUG\nPROMPT_COMMAND=stop\nPS1='$shown ${PROMPT} '\n`,
    lines: ['', ''],
  },
  { name: 'a file that returns early', rc: `${PS1}return 3\nPS1=never\n` },
];

export const BASH_LINES: readonly string[] = [
  'false',
  'echo "status $?"',
  'true | false | true',
  'echo "pipe '.concat('$', '{PIPESTATUS[*]}"'),
  'echo one two',
  'echo "last $_ flags $- level $SHLVL name $0"',
  'trap -p; shopt -p | cksum; set -o | cksum; alias',
  '(exit 3)',
  'echo "exit $?"; compgen -e | grep -vi masked | cksum',
];

export const ZSH: readonly StartUp[] = [
  { name: 'nothing special', rc: PS1 },
  { name: 'options of other shells', rc: `${PS1}setopt ksh_arrays sh_word_split nounset no_nomatch noclobber\n` },
  { name: 'vi mode and a prompt on the right', rc: `bindkey -v\nRPS1='right'\n${PS1}` },
  {
    name: 'hooks by add-zsh-hook',
    rc: `autoload -Uz add-zsh-hook\ndraw() { local code=$?; PS1="[$code:$pipestatus] ${PROMPT} "; }\nannounce() { print -r -- "runs $1"; }\nadd-zsh-hook precmd draw\nadd-zsh-hook preexec announce\n`,
  },
  {
    name: 'hooks as functions',
    rc: `${PS1}precmd() { : }\npreexec() { print -r -- "runs $1" }\nchpwd() { print moved }\n`,
    lines: ['cd /', 'cd -'],
  },
  { name: 'a prompt that is expanded', rc: `setopt prompt_subst\nPS1='$(print -n x)%? ${PROMPT} '\n` },
  {
    name: 'aliases for everything',
    rc: `${PS1}alias print='echo shadowed' builtin='echo shadowed' emulate='echo shadowed'\nalias -g G='| grep'\nalias l='echo alias'\n`,
    lines: ['l G alias'],
  },
  { name: 'a DEBUG trap and TRAPERR', rc: `${PS1}TRAPZERR() { print "failed with $?" }\n` },
  {
    name: 'widgets of its own',
    rc: `zle-line-init() { : }\nzle -N zle-line-init\nzle-keymap-select() { zle reset-prompt }\nzle -N zle-keymap-select\n${PS1}`,
  },
  { name: 'err_return and warnings', rc: `setopt warn_create_global\n${PS1}` },
  {
    name: 'autosuggestions and highlighting',
    rc: `for p in zsh-autosuggestions zsh-syntax-highlighting; do\n  for d in /usr/share /usr/share/zsh/plugins /usr/local/share /opt/homebrew/share; do\n    [[ -r $d/$p/$p.zsh ]] && source $d/$p/$p.zsh && found+=x\n  done\ndone\n[[ $found == xx ]] && PS1='${PROMPT} '\nunset found\n`,
  },
];

export const ZSH_LINES: readonly string[] = [
  'false',
  'echo "status $?"',
  'true | false | true',
  'echo "pipe ${pipestatus[*]}"',
  'echo one two',
  'echo "last $_ flags $- level $SHLVL name $0"',
  'setopt | cksum; alias | cksum; echo "${ZDOTDIR-none}"',
  '(exit 3)',
  'echo "exit $?"; typeset -x | grep -vi masked | cut -d= -f1 | cksum',
];

const FISH_PROMPT = `function fish_prompt; echo -n '${PROMPT} '; end\nset fish_autosuggestion_enabled 0\n`;

export const FISH: readonly StartUp[] = [
  { name: 'nothing special', rc: FISH_PROMPT },
  { name: 'vi mode', rc: `${FISH_PROMPT}fish_vi_key_bindings\nfunction fish_mode_prompt; end\n` },
  {
    name: 'a prompt with the status',
    rc: `function fish_prompt; echo -n "[$status $pipestatus] ${PROMPT} "; end\nset fish_autosuggestion_enabled 0\n`,
  },
  {
    name: 'a prompt of two lines and one on the right',
    rc: `function fish_prompt; echo top; echo -n '${PROMPT} '; end\nfunction fish_right_prompt; echo -n right; end\nset fish_autosuggestion_enabled 0\n`,
  },
  {
    name: 'handlers of events',
    rc: `${FISH_PROMPT}function before --on-event fish_preexec; echo "runs $argv"; end\nfunction after --on-event fish_postexec; echo "ran $argv"; end\nfunction at --on-event fish_prompt; set -g prompts (math $prompts + 1); end\n`,
    lines: ['echo "prompts $prompts"'],
  },
  {
    name: 'builtins wrapped in functions',
    rc: `${FISH_PROMPT}function printf; builtin printf $argv; end\nfunction test; builtin test $argv; end\n`,
  },
  { name: 'a title of its own', rc: `${FISH_PROMPT}function fish_title; echo title; end\n` },
  { name: 'a greeting', rc: `${FISH_PROMPT}function fish_greeting; echo hello; end\n` },
  {
    name: 'abbreviations and aliases',
    rc: `${FISH_PROMPT}abbr -a l echo abbreviated\nalias m='echo alias'\n`,
    lines: ['m x'],
  },
  { name: 'an error in the file', rc: `${FISH_PROMPT}false\nset -e nothing\n` },
];

export const FISH_LINES: readonly string[] = [
  'false',
  'echo "status $status"',
  'true | false | true',
  'echo "pipe $pipestatus"',
  'echo one two',
  'echo "level $SHLVL"; status is-login; and echo login',
  'set -xn | grep -vi masked | string match -v "_*" | cksum',
  'functions -n | grep -v masked | cksum; bind | cksum',
];
