# Read by zsh instead of the user's .zshenv, because ZDOTDIR points here: puts ZDOTDIR back, runs the user's .zshenv, and leaves the
# later files to zsh itself.
if [[ -n ${MASKED_SHELL_ZDOTDIR+1} ]]; then
  'builtin' 'export' ZDOTDIR="$MASKED_SHELL_ZDOTDIR"
else
  'builtin' 'unset' ZDOTDIR
fi
typeset -g __masked_shell_folder="${${(%):-%x}:A:h}"
[[ ! -o interactive ]] || 'builtin' 'source' "$__masked_shell_folder/integration.zsh"
'builtin' 'unset' MASKED_SHELL_ZDOTDIR MASKED_SHELL_CHANNEL __masked_shell_folder
[[ ! -r "${ZDOTDIR-$HOME}/.zshenv" ]] || 'builtin' 'source' "${ZDOTDIR-$HOME}/.zshenv"
