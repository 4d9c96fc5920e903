#!/usr/bin/env bash
# Makes sure that the programs which the tests drive are there: installs them with the system's package manager where that
# needs no password, names them where it does. Called by check.sh; does nothing when all are present.
set -euo pipefail

# program, and its package for apt, dnf, pacman, apk and brew
programs='
bash    bash    bash         bash    bash    bash
zsh     zsh     zsh          zsh     zsh     zsh
fish    fish    fish         fish    fish    fish
tmux    tmux    tmux         tmux    tmux    tmux
vim     vim     vim-enhanced vim     vim     vim
less    less    less         less    less    less
nano    nano    nano         nano    nano    nano
fzf     fzf     fzf          fzf     fzf     fzf
python3 python3 python3      python  python3 python3
direnv  direnv  direnv       direnv  direnv  direnv
gpg     gnupg   gnupg2       gnupg   gnupg   gnupg
pass    pass    pass         pass    pass    pass
dash    dash    dash         dash    dash    dash
'

# Plugins of zsh: files, in packages of the same name.
plugins='zsh-autosuggestions zsh-syntax-highlighting'
plugin_folders='/usr/share /usr/share/zsh/plugins /usr/local/share /opt/homebrew/share'

managers=(apt-get dnf pacman apk brew)
manager=
column=
for i in "${!managers[@]}"; do
  if command -v "${managers[$i]}" >/dev/null; then
    manager=${managers[$i]}
    column=$i
    break
  fi
done

missing_programs() {
  local program rest plugin folder found
  for plugin in $plugins; do
    found=
    for folder in $plugin_folders; do
      if [[ -r $folder/$plugin/$plugin.zsh ]]; then found=1; fi
    done
    if [[ -z $found ]]; then echo "$plugin"; fi
  done
  while read -r program rest; do
    if [[ -n $program ]] && ! command -v "$program" >/dev/null; then echo "$program"; fi
  done <<<"$programs"
}

package_of() {
  local program packages
  if [[ " $plugins " == *" $1 "* ]]; then echo "$1"; fi
  while read -r program packages; do
    if [[ $program == "$1" ]]; then
      read -r -a packages <<<"$packages"
      echo "${packages[$column]}"
    fi
  done <<<"$programs"
}

missing=()
while read -r program; do missing+=("$program"); done < <(missing_programs)
if [[ ${#missing[@]} -eq 0 ]]; then exit 0; fi
echo "missing for the tests: ${missing[*]}"

if [[ -z $manager ]]; then
  echo "no known package manager (${managers[*]}): install them by hand" >&2
  exit 1
fi

packages=()
for program in "${missing[@]}"; do packages+=("$(package_of "$program")"); done

# brew refuses root; the others need it.
as_root=()
if [[ $manager != brew && $(id -u) -ne 0 ]]; then
  if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
    echo "no right to install without a password; run this and try again:" >&2
    case $manager in
      pacman) echo "  sudo pacman -S ${packages[*]}" >&2 ;;
      apk) echo "  sudo apk add ${packages[*]}" >&2 ;;
      *) echo "  sudo $manager install ${packages[*]}" >&2 ;;
    esac
    exit 1
  fi
  as_root=(sudo -n)
fi

install() {
  case $manager in
    apt-get)
      ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
        ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
      ;;
    dnf) ${as_root[@]+"${as_root[@]}"} dnf install -y "$@" ;;
    pacman) ${as_root[@]+"${as_root[@]}"} pacman -Sy --noconfirm --needed "$@" ;;
    apk) ${as_root[@]+"${as_root[@]}"} apk add "$@" ;;
    brew) brew install "$@" ;;
  esac
}

install "${packages[@]}" </dev/null || true

still_missing=$(missing_programs | tr '\n' ' ')
if [[ -n $still_missing ]]; then
  echo "could not be installed: $still_missing" >&2
  exit 1
fi
