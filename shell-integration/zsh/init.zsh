# masked-shell: mask new interactive terminals when MASKED_SHELL_AUTO=1 (from `masked-shell init zsh`).
if [[ ${MASKED_SHELL_AUTO-} == 1 && -z ${MASKED_SHELL-} && -o interactive && -t 0 && -t 1 && -t 2 ]] &&
  builtin whence -p masked-shell >/dev/null; then
  # Not exec: where masked-shell can't start, this shell must go on. An anonymous function leaves no variable behind.
  () {
    builtin emulate -L zsh
    local -i begin=$SECONDS code
    command masked-shell --shell "${commands[zsh]:-zsh}"
    code=$?
    # A session that lasted is over, whatever its status; one that ended at once with an error has hardly begun.
    if ((code == 0 || SECONDS - begin >= 2)); then
      builtin exit $code
    fi
    builtin print -ru2 -- "masked-shell ended at once with status $code: this shell is NOT masked."
  }
fi
