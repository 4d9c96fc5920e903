# masked-shell: mask new interactive terminals when MASKED_SHELL_AUTO=1 (from `masked-shell init fish`).
if test "$MASKED_SHELL_AUTO" = 1; and test -z "$MASKED_SHELL"; and status is-interactive
    and isatty stdin; and isatty stdout; and isatty stderr; and type -fq masked-shell
    # Not exec: where masked-shell can't start, this shell must go on. Local variables end with the block.
    set -l begin (date +%s)
    command masked-shell --shell (status fish-path)
    set -l code $status
    # A session that lasted is over, whatever its status; one that ended at once with an error has hardly begun.
    if test $code -eq 0; or test (math (date +%s) - $begin) -ge 2
        # `exit` in a file that is being read only ends the reading.
        exec sh -c 'exit "$1"' sh $code
    end
    echo "masked-shell ended at once with status $code: this shell is NOT masked." >&2
end
