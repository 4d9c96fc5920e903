# masked-shell's hooks for bash. Loaded in place of ~/.bashrc (--rcfile), or, in a login shell, by way of ENV (--posix). It first
# runs the files that bash would have run, then tells masked-shell, over a terminal of their own, at each prompt which variables are
# exported, and before each command how it reads; marks in the output say where. Nothing of this is left in the environment.

# Nothing of this is traced: a trace would show the marks' number.
{ __masked_shell_trace=$-; builtin set +x; } 2>/dev/null
if [[ -n ${MASKED_SHELL_CHANNEL-} && $- == *i* && -z ${__masked_shell_nonce-} ]]; then
  __masked_shell_channel=$MASKED_SHELL_CHANNEL
  __masked_shell_env=${MASKED_SHELL_ENV-}
  __masked_shell_had_env=${MASKED_SHELL_ENV+1}
  builtin unset -v MASKED_SHELL_CHANNEL MASKED_SHELL_ENV
  # It is made once this shell has started.
  __masked_shell_nonce=0
  while [[ ! -c $__masked_shell_channel ]] && ((__masked_shell_nonce++ < 50000)); do :; done
  __masked_shell_nonce=
  if [[ -c $__masked_shell_channel ]]; then
    builtin read -r __masked_shell_nonce __masked_shell_channel <"$__masked_shell_channel" 2>/dev/null || :
  fi
  builtin declare +x __masked_shell_channel __masked_shell_nonce

  # Functions are defined before the user's files run: neither aliases nor `set -a` touch them.

  # Sends what the builtins in its arguments print; the names of variables stay out of the user's way.
  __masked_shell_send() {
    if [[ -c $__masked_shell_channel ]]; then
      {
        builtin printf 'D%s\0L' "${PWD-}"
        builtin alias -p || :
        builtin printf '\0E'
        builtin export -p
        builtin printf '\0P%s\0' "$1"
      } >"$__masked_shell_channel"
    fi
  }

  # Runs at each prompt, after the user's own hooks.
  __masked_shell_prompt() {
    builtin local -
    builtin set +aexuf
    __masked_shell_send "${HISTCMD-}" 2>/dev/null
    builtin printf '\e]6973;%s;P\a' "$__masked_shell_nonce" >/dev/tty 2>/dev/null
    if [[ $PS1 != *"$__masked_shell_nonce;A"* ]]; then
      PS1="\\[\\e]6973;$__masked_shell_nonce;A;\$?\\a\\]$PS1\\[\\e]6973;$__masked_shell_nonce;B\\a\\]"
    fi
    if [[ ${PS0-} != *"$__masked_shell_nonce;C"* ]]; then
      if builtin shopt -q promptvars; then
        PS0="${PS0-}$__masked_shell_line"
      else
        PS0="${PS0-}\\e]6973;$__masked_shell_nonce;C\\a"
      fi
    fi
  }

  # Sends the last line of the history, with its number, as a command is about to run. In a process of its own, but for bash 5.3.
  __masked_shell_command() {
    if [[ -c $__masked_shell_channel ]]; then
      {
        builtin local HISTTIMEFORMAT=
        builtin printf 'C'
        builtin history 1
        builtin printf '\0'
      } >"$__masked_shell_channel" 2>/dev/null
    fi
  }

  # Puts the hook behind those that the user's files have set up.
  __masked_shell_install() {
    builtin local - 2>/dev/null
    builtin set +a
    if [[ -n ${bash_preexec_imported-}${__bp_imported-} ]]; then
      # It counts whatever runs behind its own last hook as a command of the user's.
      precmd_functions+=(__masked_shell_prompt)
    elif ((BASH_VERSINFO[0] > 5 || (BASH_VERSINFO[0] == 5 && BASH_VERSINFO[1] >= 1))); then
      # An element of its own: what others keep in PROMPT_COMMAND stays as it is. What is traced goes nowhere.
      if [[ -n $(builtin trap -p DEBUG) ]]; then
        # Behind the user's own the trap would take it for a command of his.
        PROMPT_COMMAND=('{ __masked_shell_prompt; } 2>/dev/null' "${PROMPT_COMMAND[@]}")
      else
        PROMPT_COMMAND+=('{ __masked_shell_prompt; } 2>/dev/null')
        if [[ -z ${PROMPT_COMMAND[0]-x} ]]; then builtin unset -v 'PROMPT_COMMAND[0]'; fi
      fi
    else
      builtin local __masked_shell_hooks=${PROMPT_COMMAND-}
      while [[ $__masked_shell_hooks == *[\;[:space:]] ]]; do __masked_shell_hooks=${__masked_shell_hooks%?}; done
      PROMPT_COMMAND="${__masked_shell_hooks:+$__masked_shell_hooks; }{ __masked_shell_prompt; } 2>/dev/null"
    fi
  }

  __masked_shell_line="\$({ __masked_shell_command; } 2>/dev/null)\\e]6973;$__masked_shell_nonce;C\\a"
  if ((BASH_VERSINFO[0] > 5 || (BASH_VERSINFO[0] == 5 && BASH_VERSINFO[1] >= 3))); then
    __masked_shell_line="\${ { __masked_shell_command; } 2>/dev/null; }\\e]6973;$__masked_shell_nonce;C\\a"
  fi

  # Ctrl-C ends the user's file, and not what follows here.
  builtin trap 'builtin return 130' INT
  if [[ $__masked_shell_trace == *x* ]]; then builtin set -x; fi
  # Each file is run here and not in a function, where `declare` would be local.
  if [[ -o posix && -n $__masked_shell_had_env ]] && builtin shopt -q login_shell; then
    builtin set +o posix
    builtin shopt -u inherit_errexit 2>/dev/null
    builtin unset -v POSIXLY_CORRECT ENV
    if [[ ${HISTFILE-} == "$HOME/.sh_history" ]]; then HISTFILE=$HOME/.bash_history; fi
    if [[ -n $__masked_shell_env ]]; then builtin export ENV=$__masked_shell_env; fi
    builtin unset -v __masked_shell_env __masked_shell_had_env
    if [[ -r /etc/profile ]]; then builtin source /etc/profile; fi
    if [[ -r $HOME/.bash_profile ]]; then
      builtin source "$HOME/.bash_profile"
    elif [[ -r $HOME/.bash_login ]]; then
      builtin source "$HOME/.bash_login"
    elif [[ -r $HOME/.profile ]]; then
      builtin source "$HOME/.profile"
    fi
  else
    builtin unset -v __masked_shell_env __masked_shell_had_env
    if [[ -r $HOME/.bashrc ]]; then builtin source "$HOME/.bashrc"; fi
  fi

  { __masked_shell_trace=$-; builtin set +x; } 2>/dev/null
  if [[ $(builtin trap -p INT) == *"builtin return 130"* ]]; then builtin trap - INT; fi
  if [[ -n $__masked_shell_nonce ]]; then
    # PS0 and `local -` are there since 4.4.
    if ((BASH_VERSINFO[0] < 4 || (BASH_VERSINFO[0] == 4 && BASH_VERSINFO[1] < 4))); then
      __masked_shell_prompt() {
        __masked_shell_send '' 2>/dev/null || :
        builtin printf '\e]6973;%s;P\a' "$__masked_shell_nonce" >/dev/tty 2>/dev/null || :
      }
    fi
    builtin printf 'Vbash %s\0' "$BASH_VERSION" >"$__masked_shell_channel" 2>/dev/null || :
    __masked_shell_install
    builtin unset -f __masked_shell_install
  fi
fi
{
  if [[ $__masked_shell_trace == *x* ]]; then
    builtin unset -v __masked_shell_trace
    builtin set -x
  else
    builtin unset -v __masked_shell_trace
  fi
} 2>/dev/null
