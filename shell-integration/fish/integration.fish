# masked-shell's hooks for fish: tells it, over a terminal of their own, at each prompt which variables are exported, and before
# each command how it reads; marks in the output say where. Sourced after config.fish (--init-command).

# It is made once this shell has started.
set -g __masked_shell_tries
while not test -c "$__masked_shell_channel"; and test (count $__masked_shell_tries) -lt 2000
    set -a __masked_shell_tries x
end
set -e __masked_shell_tries

if status is-interactive; and test -c "$__masked_shell_channel"
    # Not `read`, which would open an editor on a terminal.
    set -g __masked_shell_nonce (builtin string trim <$__masked_shell_channel | builtin string split ' ')
    set -g __masked_shell_channel $__masked_shell_nonce[2]
    set -g __masked_shell_nonce $__masked_shell_nonce[1]

    function __masked_shell_prompt --on-event fish_prompt
        set -l __masked_shell_status $status
        if test -c "$__masked_shell_channel"
            begin
                builtin printf 'D%s\0E' "$PWD"
                builtin set --export --long
                builtin printf '\0P\0'
            end >$__masked_shell_channel 2>/dev/null
        end
        builtin printf '\e]6973;%s;P;%s\a\e]6973;%s;A\a' $__masked_shell_nonce $__masked_shell_status $__masked_shell_nonce >/dev/tty 2>/dev/null
    end

    function __masked_shell_preexec --on-event fish_preexec
        if test -c "$__masked_shell_channel"
            builtin printf 'C%s\0' "$argv[1]" >$__masked_shell_channel 2>/dev/null
        end
        builtin printf '\e]6973;%s;C\a' $__masked_shell_nonce >/dev/tty 2>/dev/null
    end

    builtin printf 'Vfish %s\0' $version >$__masked_shell_channel 2>/dev/null
end
