# masked-shell's hooks for zsh: tells it, over a terminal of their own, at each prompt which variables are exported, and before
# each command how it reads; marks in the output say where. Defined before the user's files run, so that neither their aliases
# nor their options touch it.

typeset -g +x __masked_shell_channel=${MASKED_SHELL_CHANNEL-} __masked_shell_nonce=
# It is made once this shell has started.
() {
  builtin emulate -L zsh
  local -i tries=0
  while [[ -n $__masked_shell_channel && ! -c $__masked_shell_channel ]] && ((tries++ < 50000)); do :; done
  if [[ -c $__masked_shell_channel ]]; then
    builtin read -r __masked_shell_nonce __masked_shell_channel <$__masked_shell_channel 2>/dev/null
  fi
}

if [[ -n $__masked_shell_nonce ]]; then
  _masked_shell_precmd() {
    builtin local __masked_shell_status=$?
    builtin emulate -L zsh -o no_aliases -o no_xtrace
    # Called from a widget: the prompt is only drawn anew.
    if builtin zle 2>/dev/null; then builtin return 0; fi
    if [[ -c $__masked_shell_channel ]]; then
      {
        builtin print -rn -- "D$PWD"$'\0L'
        builtin alias -L
        builtin print -rn -- $'\0E'
        builtin typeset -px
        builtin print -rn -- $'\0P\0'
      } >|$__masked_shell_channel 2>/dev/null
    fi
    builtin print -rn -- $'\e]6973;'"$__masked_shell_nonce;P;$__masked_shell_status"$'\a' >|$TTY 2>/dev/null
    if [[ $PS1 != *"$__masked_shell_nonce;A"* ]]; then
      PS1=$'%{\e]6973;'"$__masked_shell_nonce;A"$'\a%}'"$PS1"$'%{\e]6973;'"$__masked_shell_nonce;B"$'\a%}'
    fi
    # Those that were added meanwhile may write a prompt of their own.
    if [[ ${precmd_functions[-1]} != _masked_shell_precmd ]]; then
      precmd_functions=(${precmd_functions:#_masked_shell_precmd} _masked_shell_precmd)
    fi
    # zsh itself keeps the status; another one than 0 would trigger traps.
    builtin return 0
  } 2>/dev/null

  _masked_shell_preexec() {
    builtin emulate -L zsh -o no_aliases -o no_xtrace
    if [[ -c $__masked_shell_channel ]]; then
      builtin print -rn -- "C${1:-$3}"$'\0' >|$__masked_shell_channel 2>/dev/null
    fi
    builtin print -rn -- $'\e]6973;'"$__masked_shell_nonce;C"$'\a' >|$TTY 2>/dev/null
  } 2>/dev/null

  typeset -ga precmd_functions preexec_functions
  precmd_functions+=(_masked_shell_precmd)
  preexec_functions+=(_masked_shell_preexec)
  builtin print -rn -- "Vzsh $ZSH_VERSION"$'\0' >|$__masked_shell_channel 2>/dev/null
fi
