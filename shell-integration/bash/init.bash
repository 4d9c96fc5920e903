# masked-shell: mask new interactive terminals when MASKED_SHELL_AUTO=1 (from `masked-shell init bash`).
if [[ ${MASKED_SHELL_AUTO-} == 1 && -z ${MASKED_SHELL-} && $- == *i* && -t 0 && -t 1 && -t 2 ]] &&
  builtin type -P masked-shell >/dev/null; then
  # Not exec: where masked-shell can't start, this shell must go on. SECONDS counts from this shell's start.
  __masked_shell_begin=${SECONDS-0}
  if command masked-shell --shell "$BASH"; then
    builtin exit 0
  else
    __masked_shell_status=$?
  fi
  # A session that lasted is over, whatever its status; one that ended at once with an error has hardly begun.
  if ((${SECONDS-0} - __masked_shell_begin >= 2)); then
    builtin exit "$__masked_shell_status"
  fi
  builtin printf 'masked-shell ended at once with status %s: this shell is NOT masked.\n' "$__masked_shell_status" >&2
  builtin unset -v __masked_shell_begin __masked_shell_status
fi
