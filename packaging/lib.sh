# Shared by packaging/run and packaging/test; sourced, not run.

say() { printf '%s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# names FILE... : the package names of the lists
names() { sed 's/#.*//' "$@" | tr -s ' \t\n' '\n' | sed '/^$/d'; }

is_installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q '^install ok installed$'; }

# A package of its own here; a name that another package only provides is not one.
is_known() { [ -n "$(apt-cache show --no-all-versions "$1" 2>/dev/null)" ]; }

any_known() {
    local name
    for name; do is_known "$name" && return 0; done
    return 1
}

# install_missing FILE... : installs what is not there yet; says nothing and needs no rights when all is there
install_missing() {
    command -v dpkg-query >/dev/null || { say "This is not Debian or Ubuntu: install what $* list by hand."; return 0; }
    local missing=() known=() name
    while read -r name; do
        # Whoever brings another node along (newer than the distribution's) has npm with it.
        if { [ "$name" = nodejs ] && command -v node; } || { [ "$name" = npm ] && command -v npm; }; then continue; fi >/dev/null
        is_installed "$name" || missing+=("$name")
    done < <(names "$@")
    [ ${#missing[@]} -eq 0 ] && return 0
    # Where the lists are there, a name that they do not know is no reason to ask the network at every start.
    if is_known build-essential && ! any_known "${missing[@]}"; then return 0; fi
    say "Installing ${#missing[@]} packages..."
    as_root apt-get -qq -o DPkg::Lock::Timeout=300 update
    for name in "${missing[@]}"; do
        if is_known "$name"; then known+=("$name"); else say "  $name is not known here, left out"; fi
    done
    [ ${#known[@]} -eq 0 ] && return 0
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 install "${known[@]}" >/dev/null
}

# build PRESET [cmake arguments...] : configures and builds, two jobs
build() {
    local preset=$1; shift
    say "Building ($preset)..."
    cmake --preset "$preset" "$@" >/dev/null
    cmake --build --preset "$preset"
}
